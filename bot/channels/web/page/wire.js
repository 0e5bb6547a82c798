// To the server and back: messages by POST, cards by a stream that comes back by itself.

const { token } = document.body.dataset;
const HEADER = "X-Parvis-Token";
const PATIENCE = 30000;
const FINAL = new Set([400, 404, 413, 415]);

/** Sends a message: `{events}` once it is kept, `{refused}` if it never will be, `{later, why}` to try again. */
export async function post(message, after) {
  try {
    const answer = await fetch(...request(message, after));
    if (answer.ok) return await answer.json();
    if (answer.status === 403) stale();
    if (FINAL.has(answer.status)) return { refused: answer.status };
    const why = answer.status === 429 ? "slow_down" : "offline";
    return { later: 1000 * Number(answer.headers.get("Retry-After") ?? 0), why };
  } catch {
    return { later: 0, why: "offline" };
  }
}

function request({ key, file, text, press, card, place, start }, after) {
  const signal = AbortSignal.timeout?.(PATIENCE);
  if (!file) {
    const body = JSON.stringify({ key, after, text, press, card, place, start });
    const headers = { [HEADER]: token, "Content-Type": "application/json" };
    return ["/chat", { method: "POST", body, signal, headers }];
  }
  const form = new FormData();
  form.append("key", key);
  form.append("after", after);
  form.append("file", file);
  return ["/chat/media", { method: "POST", body: form, headers: { [HEADER]: token } }];
}

/** The server no longer knows this page (its cookie or key is gone): load it anew, but not for ever. */
function stale() {
  const now = Date.now();
  if (now - Number(sessionStorage.getItem("renewed") ?? 0) < 60000) return;
  sessionStorage.setItem("renewed", now);
  location.reload();
}

/** Hears cards until the page goes; `ready` is called when all earlier ones have come. */
export function listen(cursor, receive, ready, connected) {
  let pause = 1000;
  let source = null;
  const open = () => {
    source = new EventSource(`/chat/events?after=${encodeURIComponent(cursor())}`);
    source.onopen = () => {
      pause = 1000;
      connected(true);
    };
    source.onmessage = (event) => receive(JSON.parse(event.data));
    source.addEventListener("ready", ready);
    source.onerror = () => {
      connected(false);
      if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      setTimeout(open, pause);
      pause = Math.min(pause * 2, 30000);
    };
  };
  open();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && open());
}
