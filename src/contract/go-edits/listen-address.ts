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
  if (!found || second) return undefined;
  const [written, quote = '"', port = ''] = found.match;
  return editIn(file, { start: found.at, end: found.at + written.length, text: `${quote}${port}${quote}` });
}
