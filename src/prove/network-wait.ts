import type { ProofPlace } from './types.ts';

/** Where code of Go's own waits for a name, a connection or an answer. */
const ASKS =
  /^(?:net\.\(\*(?:Resolver|sysDialer|Dialer|netFD)\)\.(?:lookup|goLookup|exchange|dial|Dial|connect)|net\/http\.\(\*(?:Client|Transport|persistConn)\)\.(?:do|roundTrip|getConn)\(|crypto\/tls\.\(\*Conn\)\.clientHandshake)/;

/** Where a library waits before it asks once more: `backoff.RetryNotify`, `retry.Do`, `retryablehttp.(*Client).Do`. */
const ASKS_AGAIN =
  /^\S*\/(?:[\w-]*backoff|retry|[\w-]+-retry|retry-go|[\w-]*retryablehttp)(?:\/v\d+)?\.(?:\(\*\w+\)\.)?(?:Do|[Rr]etry|doRetry)\w*[[(]/;

/** Where it waits for somebody who asks. */
const LISTENS = /^(?:internal\/poll\.\(\*FD\)\.Accept|net\.\(\*(?:UDPConn|IPConn|UnixConn)\)\.Read)/;

/**
 * What a Go program that does not listen waits for, by the goroutines that it writes on SIGQUIT: an answer of the network, and the
 * line of its own source that asks for it where that can be told. Undefined: it listens somewhere, does something else, or is not
 * one of Go. `main` is the file of its `main` in the project; paths in the binary begin with the module's.
 */
export function networkWait(lines: readonly string[], main: string | undefined): ProofPlace | 'unknown' | undefined {
  const start = startOfDump(lines);
  if (start < 0) return undefined;
  const goroutines = lines
    .slice(start)
    .join('\n')
    .split(/\n(?=goroutine \d+ )/)
    .slice(1)
    .map((text) => text.split('\n'));
  if (goroutines.some((frames) => frames.some((frame) => LISTENS.test(frame)))) return undefined;
  const asking = goroutines.find((frames) => frames.some((frame) => ASKS.test(frame) || ASKS_AGAIN.test(frame)));
  return asking && (ownPlace(asking, goroutines.flat(), main) ?? 'unknown');
}

/** What a program wrote itself: the goroutines are no words of its. */
export function beforeDump(lines: readonly string[]): readonly string[] {
  const start = startOfDump(lines);
  return start < 0 ? lines : lines.slice(0, start);
}

/** -1: it was not asked. */
function startOfDump(lines: readonly string[]): number {
  return lines.findIndex((line) => line.startsWith('SIGQUIT: quit'));
}

/** The innermost line of the program's own module, which is where `main` lies. */
function ownPlace(asking: readonly string[], all: readonly string[], main: string | undefined): ProofPlace | undefined {
  const files = all.flatMap((frame, index) => (frame.startsWith('main.main(') ? [placeIn(all[index + 1])] : []));
  const ofMain = files.find((place) => place !== undefined && main !== undefined && place.file.endsWith(`/${main}`));
  if (!ofMain || main === undefined) return undefined;
  const module = ofMain.file.slice(0, -main.length);
  const own = asking.map(placeIn).find((place) => place?.file.startsWith(module));
  return own && { file: own.file.slice(module.length), line: own.line };
}

function placeIn(frame: string | undefined): ProofPlace | undefined {
  const [, file, line] = /^\t(.+):(\d+)(?: |$)/.exec(frame ?? '') ?? [];
  return file === undefined ? undefined : { file, line: Number(line) };
}
