/** One string for all that is written alike. */
export interface SharedWords {
  /** For a part of a text, which is cut out the first time only. */
  readonly part: (text: string, start: number, end: number) => string;
  /** For a text that was put together. */
  readonly whole: (text: string) => string;
  readonly clear: () => void;
}

/** Longer ones are looked up as they are: no text can be written whose parts all fall on the same place. */
const LONGEST = 40;
const FIRST_SIZE = 1024;

/** A table by what characters come to: `Map` would need the string before it can say that it is there. */
export function newWords(): SharedWords {
  const long = new Map<string, string>();
  // Another one each time, so that nobody can write a project whose words are slow.
  const factor = Math.floor(Math.random() * 0x3fffffff) | 0x10001;
  let table: (string | undefined)[] = [];
  let hashes = new Int32Array(0);
  let count = 0;
  clear();
  return { part, whole: (text) => part(text, 0, text.length), clear };

  function clear() {
    long.clear();
    table = new Array<string | undefined>(FIRST_SIZE).fill(undefined);
    hashes = new Int32Array(FIRST_SIZE);
    count = 0;
  }

  function part(text: string, start: number, end: number): string {
    const length = end - start;
    if (length > LONGEST) return longWord(text.slice(start, end));
    let hash = length;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), factor) ^ (hash >>> 15);
    const last = table.length - 1;
    let place = hash & last;
    for (let known = table[place]; known !== undefined; known = table[place]) {
      if (hashes[place] === hash && known.length === length && text.startsWith(known, start)) return known;
      place = (place + 1) & last;
    }
    const word = text.slice(start, end);
    table[place] = word;
    hashes[place] = hash;
    if (++count * 2 > table.length) grow();
    return word;
  }

  function longWord(word: string): string {
    const known = long.get(word);
    if (known !== undefined) return known;
    long.set(word, word);
    return word;
  }

  function grow() {
    const [words, known] = [table, hashes];
    table = new Array<string | undefined>(words.length * 2).fill(undefined);
    hashes = new Int32Array(table.length);
    const last = table.length - 1;
    for (const [at, word] of words.entries()) {
      if (word === undefined) continue;
      const hash = known[at] ?? 0;
      let place = hash & last;
      while (table[place] !== undefined) place = (place + 1) & last;
      table[place] = word;
      hashes[place] = hash;
    }
  }
}
