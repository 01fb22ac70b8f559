import { spawn } from 'node:child_process';
import { Agent, type ClientRequestArgs } from 'node:http';
import { Duplex } from 'node:stream';

/**
 * Connections through the user's own `ssh`, exactly as the docker CLI makes them (`ssh HOST docker system dial-stdio`):
 * their keys, agent, known hosts and ~/.ssh/config apply.
 */
export function sshAgent(url: URL): Agent {
  const agent = new Agent({ keepAlive: false });
  return Object.assign(agent, {
    createConnection: (_: ClientRequestArgs, connected: (error: Error | null, connection?: Duplex) => void) =>
      openConnection(url, connected),
  });
}

function openConnection(url: URL, connected: (error: Error | null, connection?: Duplex) => void): undefined {
  const child = spawn('ssh', sshArguments(url), { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
  const connection = Duplex.from({ readable: child.stdout, writable: child.stdin });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-2000)));
  child.once('error', (error) => connection.destroy(error));
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) connection.destroy(new SshFailure(complaint.trim() || `ssh ended with ${code}`));
  });
  connection.once('close', () => child.kill());
  connected(null, Object.assign(connection, socketMethods));
  return undefined;
}

/** What ssh itself said, such as `Permission denied (publickey)`. */
export class SshFailure extends Error {
  override readonly name = 'SshFailure';
}

function sshArguments(url: URL): string[] {
  return [
    '-T',
    '-o',
    'ConnectTimeout=30',
    ...(url.username === '' ? [] : ['-l', decodeURIComponent(url.username)]),
    ...(url.port === '' ? [] : ['-p', url.port]),
    '--',
    url.hostname,
    'docker',
    ...(url.pathname.length > 1 ? ['--host', `unix://${url.pathname}`] : []),
    'system',
    'dial-stdio',
  ];
}

/** Node's HTTP client calls these on every connection; a pipe has nothing to set. */
const socketMethods = {
  setTimeout: () => undefined,
  setNoDelay: () => undefined,
  setKeepAlive: () => undefined,
  ref: () => undefined,
  unref: () => undefined,
};
