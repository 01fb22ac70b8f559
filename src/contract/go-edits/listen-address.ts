import { LOOPBACK } from '../../go/loopback.ts';
import type { Listener } from '../../go/project.ts';
import { type EditIn, editIn } from '../changes.ts';

const QUOTED = String.raw`(["\x60])${LOOPBACK}(:\d{0,5})?\1`;

/** `"127.0.0.1:8080"` becomes `":8080"`, where the listener is opened, or as the one `Addr` of the file; what is before a port that is put to it, too. */
export function listenOnAllAddresses({ file, start, end }: Listener, source: string | undefined): EditIn | undefined {
  if (source === undefined) return undefined;
  const here = [...source.slice(start, end).matchAll(new RegExp(QUOTED, 'g'))].map((match) => ({
    at: start + match.index,
    match,
  }));
  const fields = [
    ...source.matchAll(new RegExp(String.raw`(?<=\bAddr:\s{0,20}(?:net\.JoinHostPort\()?)${QUOTED}`, 'g')),
  ].map((match) => ({
    at: match.index,
    match,
  }));
  const [found, second] = here.length > 0 ? here : fields;
  return found && !second ? withoutHost(file, found) : undefined;
}

/** The same of the one address with the listener's port in other files of its program, which hand it on to where it listens. */
export function handOnAllAddresses(
  { port }: Listener,
  files: Iterable<readonly [file: string, source: string]>,
): EditIn | undefined {
  const found = [...files].flatMap(([file, source]) =>
    [...source.matchAll(new RegExp(QUOTED, 'g'))]
      .filter(({ 2: written, index }) => written === `:${port}` && !DIALS.test(lineBefore(source, index)))
      .map((match) => withoutHost(file, { at: match.index, match })),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** It asks that address, or may. */
const DIALS = /dial|client|connect|\bGet\b|ping/i;

function lineBefore(source: string, index: number): string {
  return source.slice(source.lastIndexOf('\n', index) + 1, index);
}

function withoutHost(file: string, { at, match }: { readonly at: number; readonly match: RegExpExecArray }) {
  const [written, quote = '"', port = ''] = match;
  return editIn(file, { start: at, end: at + written.length, text: `${quote}${port}${quote}` });
}
