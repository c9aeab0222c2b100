/**
 * What the person who is looking does: each is one request, and its answer or a sentence on why not.
 */

const UNREACHABLE = "The sandbox does not answer. Is it still running?";

/** Something could not be done; the message is a sentence for the person. */
export class Trouble extends Error {}

/** Does things as the person who is looking. */
export class Acting {
  #live;
  #listeners = new Set();

  /** @param {import("./live.js").Live} live tells who that is. */
  constructor(live) {
    this.#live = live;
  }

  /**
   * POSTs to `/sandbox/<path>`, as the person who is looking unless the body names another.
   *
   * @returns {Promise<object>} the answer. Throws Trouble.
   */
  async post(path, body = {}) {
    return said(
      await request(`/sandbox/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ user: this.#live.user, ...body }),
      }),
    );
  }

  /** GETs `/sandbox/<path>` as the person who is looking. Throws Trouble. */
  async get(path, query = {}) {
    const asked = new URLSearchParams({ user: this.#live.user, ...query });
    return said(await request(`/sandbox/${path}?${asked}`));
  }

  /** DELETEs `/sandbox/<path>`. Throws Trouble. */
  async remove(path) {
    return said(await request(`/sandbox/${path}`, { method: "DELETE" }));
  }

  /**
   * Calls the Sheets API at `/v4/spreadsheets/<path>` as a person who may edit everything.
   *
   * @returns {Promise<object>} the answer. Throws Trouble.
   */
  async sheets(method, path, body) {
    return said(await toSheets(method, path, body));
  }

  /**
   * The same, with the version of what was read: all changes of the stream up to it are in it.
   *
   * @returns {Promise<{answer: object, version: number}>} Throws Trouble.
   */
  async sheetsAsOf(method, path, body) {
    const response = await toSheets(method, path, body);
    return {
      answer: await said(response),
      version: Number(response.headers.get("x-sandbox-version")),
    };
  }

  /** Tells what the person has just done, for those who follow along: the tour. */
  did(what, fields = {}) {
    for (const listener of [...this.#listeners]) listener(what, fields);
  }

  /** Calls a listener with each `(what, fields)`. @returns {() => void} ends it. */
  onDid(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function toSheets(method, path, body) {
  const headers = { authorization: "Bearer human" };
  if (body !== undefined) headers["content-type"] = "application/json";
  return request(`/v4/spreadsheets/${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function request(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Trouble(UNREACHABLE);
  }
}

async function said(answer) {
  let body;
  try {
    body = await answer.json();
  } catch {
    throw new Trouble(`The sandbox answered ${answer.status}, and nothing that can be read.`);
  }
  if (answer.ok) return body;
  const { error } = body ?? {};
  throw new Trouble(
    (typeof error === "string" ? error : error?.message) ?? `It failed with ${answer.status}.`,
  );
}
