// What was drawn and has not reached the server yet, kept on the device and encrypted: a tablet that dies, or a kitchen without a
// signal, loses nothing. The key cannot be read out of the browser's store, and what is saved is deleted at once when it was sent.

export interface Parcel {
  id: string;
  sheet: string;
  url: string;
  body: string;
}

interface Sealed {
  id: string;
  sheet: string;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const MARKS = "parcels";
const KEYS = "keys";

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The device's store refused"));
  });
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open("hearth-unsent", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(MARKS, { keyPath: "id" });
    request.result.createObjectStore(KEYS);
  };
  return done(request);
}

/** Kept in this browser; `undefined` where the browser has no safe place (plain http, a private window). */
export class Unsent {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly key: CryptoKey,
  ) {}

  static async open(): Promise<Unsent | undefined> {
    try {
      const database = await open();
      let key = await done<CryptoKey | undefined>(database.transaction(KEYS).objectStore(KEYS).get("ink"));
      if (!key) {
        key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
        await done(database.transaction(KEYS, "readwrite").objectStore(KEYS).put(key, "ink"));
      }
      return new Unsent(database, key);
    } catch {
      return undefined;
    }
  }

  async keep({ id, sheet, url, body }: Parcel): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, new TextEncoder().encode(JSON.stringify({ url, body })));
    await done(this.database.transaction(MARKS, "readwrite").objectStore(MARKS).put({ id, sheet, iv, sealed } satisfies Sealed));
  }

  async forget(id: string): Promise<void> {
    await done(this.database.transaction(MARKS, "readwrite").objectStore(MARKS).delete(id));
  }

  /** Of one sheet, oldest first: the ids begin with the time. */
  async of(sheet: string): Promise<Parcel[]> {
    const all = await done<Sealed[]>(this.database.transaction(MARKS).objectStore(MARKS).getAll());
    const parcels: Parcel[] = [];
    for (const one of all.filter((sealed) => sealed.sheet === sheet).sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: one.iv }, this.key, one.sealed);
      parcels.push({ id: one.id, sheet, ...(JSON.parse(new TextDecoder().decode(plain)) as { url: string; body: string }) });
    }
    return parcels;
  }
}
