"""What a person cannot do."""


class CannotDo(Exception):
    """Something that Slack would not let a person do; the message is a sentence for people."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status
