// The waiting messages in the browser's database, photos included; in memory only where there is none.

const opened = new Promise((resolve) => {
  try {
    const request = indexedDB.open("parvis", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("waiting", { keyPath: "order" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  } catch {
    resolve(null);
  }
});

async function within(mode, work) {
  const database = await opened;
  if (!database) return null;
  return new Promise((resolve) => {
    const transaction = database.transaction("waiting", mode);
    const request = work(transaction.objectStore("waiting"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => resolve(null);
  });
}

const orders = new Map();
let newest = Date.now();

export async function keep(message) {
  newest = Math.max(newest + 1, Date.now());
  orders.set(message.key, newest);
  await within("readwrite", (store) => store.put({ order: newest, message }));
}

export async function kept() {
  const rows = (await within("readonly", (store) => store.getAll())) ?? [];
  for (const row of rows) orders.set(row.message.key, row.order);
  return rows.map((row) => row.message);
}

export async function forget(key) {
  const order = orders.get(key);
  orders.delete(key);
  if (order) await within("readwrite", (store) => store.delete(order));
}
