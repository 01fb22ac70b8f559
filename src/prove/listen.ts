import type { RunningContainer } from '../docker/containers.ts';
import { waitForDatagrams } from '../docker/datagrams.ts';
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
          'It listens on loopback only, where nothing outside the container reaches it: its source must say all addresses',
        ],
        closed,
      );
    }
    return skipped(
      isPortOpen
        ? ['The source leaves the port open, so none was asked: choose one with `--port`']
        : ['The program has no port'],
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
      return failed(
        ['Nothing answers on port {0} within {1} s: another port, or localhost only', nameOf(port), startSeconds],
        port.place,
      );
    } else silent.push(port);
  }
  return verdictOf(answered, silent, unasked, () => waitUntil(ended, LONG_ENOUGH, signal));
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
  return passed(answered.length === 1 ? ['Port {0} answers', numbers] : ['Ports {0} answer', numbers]);
}

function nameOf({ number, transport }: ProvedPort): string {
  return transport === 'UDP' ? `${number}/udp` : String(number);
}
