import type { RunningContainer } from '../docker/containers.ts';
import { waitForDatagrams } from '../docker/datagrams.ts';
import type { OpenPort } from '../docker/open-ports.ts';
import { waitForAnswer, waitUntil } from '../docker/listening.ts';
import type { ProofRequest, ProvedPort, Verdict } from './types.ts';
import { failed, needs, passed, skipped } from './verdict.ts';

/** How long a further port may take once the first has answered. */
const LATER_SECONDS = 5;

/** Whether the program listens on its ports: what answers a connection, what takes datagrams. */
export async function proveListening(
  container: RunningContainer,
  { ports, isPortOpen, closed, probes, startSeconds }: ProofRequest,
  signal: AbortSignal | undefined,
): Promise<Verdict> {
  const ended = async (): Promise<boolean> => !(await container.state()).running;
  if (ports.length === 0) {
    // Nothing can be asked: what stays for a while has started.
    await waitUntil(ended, LONG_ENOUGH, signal);
    if (closed) {
      return needs(
        [
          'It listens on loopback only, where nothing outside the container reaches it: its source or configuration must name all addresses',
        ],
        closed,
      );
    }
    const found = await others(container, ports);
    const open = namesOf(found);
    if (!isPortOpen) return withoutPort(found);
    return skipped(
      open === ''
        ? ['The source leaves the port open, so none was asked: choose one with `--port`']
        : ['The source leaves the port open; the program listens on {0}: choose one with `--port`', open],
    );
  }
  // A connection tells when the program is up; a datagram is asked after that.
  const inTurn = [...ports].sort((a, b) => Number(a.transport === 'UDP') - Number(b.transport === 'UDP'));
  const answered: ProvedPort[] = [];
  const silent: ProvedPort[] = [];
  const unasked: ProvedPort[] = [];
  const deadline = performance.now() + startSeconds * 1000;
  for (const port of inTurn) {
    // Those that come after the first have had most of its time, too.
    const left = answered.length === 0 ? (deadline - performance.now()) / 1000 : LATER_SECONDS;
    const answer = await ask(container, port, Math.max(2, left), signal, ended);
    if (answer === 'answers') answered.push(port);
    else if (answer === 'unknown') unasked.push(port);
    else if (port === inTurn[0] || probes.some((probe) => port.transport === 'TCP' && probe.port === port.number)) {
      const open = namesOf(await others(container, answered));
      return failed(
        open === ''
          ? ['Nothing answers on port {0} within {1} s: another port, or localhost only', nameOf(port), startSeconds]
          : ['Nothing answers on port {0} within {1} s; the program listens on {2}', nameOf(port), startSeconds, open],
        port.place,
      );
    } else silent.push(port);
  }
  const unplanned = (await others(container, ports)).filter(({ isLoopback }) => !isLoopback);
  return verdictOf(answered, silent, unasked, unplanned, () => waitUntil(ended, LONG_ENOUGH, signal));
}

/** What is open on loopback is there for whoever looks into the container. */
function withoutPort(found: readonly OpenPort[]): Verdict {
  if (found.length === 0) return skipped(['The program has no port']);
  if (found.every(({ isLoopback }) => isLoopback)) {
    return skipped(['The program has no port; it listens on {0}, inside of its container alone', namesOf(found)]);
  }
  return needs(['It listens on {0}, though no port is planned: name it with `--port`', namesOf(found)]);
}

/** What it listens on beside `ports`, as far as that can be seen. */
async function others(container: RunningContainer, ports: readonly ProvedPort[]): Promise<readonly OpenPort[]> {
  const open = (await container.openPorts()) ?? [];
  return open.filter(({ number }) => !ports.some((port) => port.transport === 'TCP' && port.number === number));
}

function namesOf(open: readonly OpenPort[]): string {
  return open.map(({ number, isLoopback }) => (isLoopback ? `127.0.0.1:${number}` : String(number))).join(', ');
}

/** Seconds after which a program that cannot be asked counts as started. */
const LONG_ENOUGH = 3;

async function ask(
  { ports, address }: RunningContainer,
  { number, transport }: ProvedPort,
  seconds: number,
  signal: AbortSignal | undefined,
  ended: () => Promise<boolean>,
): Promise<'answers' | 'silent' | 'unknown'> {
  if (transport === 'UDP') {
    if (address === undefined) return 'unknown';
    const answer = await waitForDatagrams(address, number, seconds, signal, ended);
    return answer === 'taken' ? 'answers' : answer === 'refused' ? 'silent' : 'unknown';
  }
  const host = ports[`${number}/tcp`];
  const behind = address === undefined ? undefined : { address, port: number };
  const answer = host === undefined ? undefined : await waitForAnswer(host, '/', seconds, signal, ended, behind);
  return answer === undefined ? 'silent' : 'answers';
}

async function verdictOf(
  answered: readonly ProvedPort[],
  silent: readonly ProvedPort[],
  unasked: readonly ProvedPort[],
  unplanned: readonly OpenPort[],
  waitLongEnough: () => Promise<boolean>,
): Promise<Verdict> {
  const numbers = answered.map(nameOf).join(', ');
  const [first] = silent;
  if (first) {
    return needs(
      [
        'Port {0} answers; nothing answers on {1}, which a setting may have to switch on',
        numbers,
        silent.map(nameOf).join(', '),
      ],
      first.place,
    );
  }
  if (answered.length === 0) {
    await waitLongEnough();
    return skipped([
      'Port {0} is UDP, which cannot be asked from here',
      unasked.map(({ number }) => number).join(', '),
    ]);
  }
  if (unplanned.length > 0) {
    const others = namesOf(unplanned);
    return passed(['It answers on {0} and listens on {1}, too, which is not among its ports', numbers, others]);
  }
  return passed(answered.length === 1 ? ['Port {0} answers', numbers] : ['Ports {0} answer', numbers]);
}

function nameOf({ number, transport }: ProvedPort): string {
  return transport === 'UDP' ? `${number}/udp` : String(number);
}
