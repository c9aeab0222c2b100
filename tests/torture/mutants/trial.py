"""One short run of the machine in a copy of the tree; says as JSON what came of it."""

import json
import sys

from tests.torture.running import Run, run


def main() -> None:
    """Run what the first argument describes, a Run as JSON."""
    result = run(Run(**json.loads(sys.argv[1])))
    json.dump(vars(result), sys.stdout)


if __name__ == "__main__":
    main()
