import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { ownReading, type Reading, referenceReading } from './reference.ts';

/** Throws where we read a text otherwise than the library does; returns how many documents were left to it. */
export function sameAsLibrary(text: string): number {
  const own = ownReading(text);
  const reference = referenceReading(text);
  // Where no quote follows any more, the library takes what is behind an open one for text up to the end of the file.
  const isSwallowed = reference.documents.some(({ errors }) =>
    errors.some(([, , message]) => /closing .quote/.test(message)),
  );
  if (isSwallowed && /^---/m.test(text)) return own.left;
  // Indented too little in quotes or brackets, which only the library minds.
  if (hasErrors(reference) && !hasErrors(own)) return own.left;
  const same =
    isDeepStrictEqual(own.comments, reference.comments) &&
    (isDeepStrictEqual(own.documents, reference.documents) ||
      // The library gives some errors to the document before; we read each on its own.
      (hasErrors(reference) && isDeepStrictEqual(together(own), together(reference))));
  if (!same) assert.deepEqual({ text, ...own, left: 0 }, { text, ...reference, left: 0 });
  return own.left;
}

function hasErrors({ documents }: Reading): boolean {
  return documents.some(({ errors }) => errors.length > 0);
}

function together({ documents }: Reading) {
  const full = documents.filter(({ root }) => root && !(root.kind === 'scalar' && root.value === null));
  return [
    full.map(({ root, faults, isTemplate }) => [root, faults, isTemplate]),
    documents.flatMap(({ errors }) => errors).sort((a, b) => a[0] - b[0] || a[1] - b[1]),
  ];
}
