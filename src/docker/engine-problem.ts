import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';
import type { EngineEndpoint } from './types.ts';

/** The Problem that stands for what the library threw while it talked to `endpoint`. */
export function engineProblem(error: unknown, endpoint: EngineEndpoint, signal?: AbortSignal): Problem {
  if (error instanceof Problem) return error;
  if (signal?.aborted === true) return cancelled();
  const { code, statusCode, message } = readError(error);
  if (statusCode !== undefined) return answerProblem(statusCode, message, error);
  return connectionProblem(code, message, endpoint, error);
}

export function cancelled(): Problem {
  return new Problem({ kind: 'cancelled', what: ['Cancelled'] });
}

/** What the engine said, without the library's wrapping `(HTTP code 404) no such image - …`. */
export function engineMessage(error: unknown): string {
  return readError(error).message;
}

function readError(error: unknown): { code: string; statusCode: number | undefined; message: string } {
  const { code, statusCode, message } = (error ?? {}) as { code?: unknown; statusCode?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : String(error);
  return {
    code: typeof code === 'string' ? code : '',
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    message: text.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim(),
  };
}

function answerProblem(statusCode: number, message: string, cause: unknown): Problem {
  if (/HTTP request to an HTTPS server/i.test(message)) {
    return new Problem({
      kind: 'no-engine',
      what: ['The engine wants TLS'],
      why: ['It was asked over plain HTTP'],
      next: ['Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or use a docker context with certificates'],
      cause,
    });
  }
  const what: Message = ['The engine refused: {0}', message];
  if (statusCode === 404) return new Problem({ kind: 'not-found', what, cause });
  if (statusCode === 401 || statusCode === 403) return new Problem({ kind: 'forbidden', what, cause });
  return new Problem({ kind: statusCode < 500 ? 'invalid-input' : 'unexpected', what, cause });
}

function connectionProblem(code: string, message: string, endpoint: EngineEndpoint, cause: unknown): Problem {
  const { host } = endpoint;
  if ((code === 'EACCES' || code === 'EPERM') && /^(?:unix|npipe):/.test(host)) {
    return new Problem({
      kind: 'no-engine',
      what: ['You are not allowed to use the engine at `{0}`', host],
      why: ['The socket belongs to another user or group'],
      next:
        process.platform === 'linux'
          ? ['Run `sudo usermod -aG docker $USER`, then log out and in again']
          : ['Start Docker Desktop as this user'],
      cause,
    });
  }
  if (/CERT|TLS|SSL|EPROTO|VERIFY|ISSUER/.test(code)) {
    return new Problem({
      kind: 'no-engine',
      what: ['The engine at `{0}` cannot be trusted', host],
      why: ['{0}', message],
      next: ['Check ca.pem, cert.pem and key.pem of the docker context or of DOCKER_CERT_PATH'],
      cause,
    });
  }
  return new Problem({
    kind: 'no-engine',
    what: ['No container engine answers at `{0}`', host],
    why: absence(code, message),
    next: nextStep(endpoint),
    cause,
  });
}

/** Why nobody answers, in words; the system's own where there are none of ours. */
function absence(code: string, message: string): Message {
  switch (code) {
    case 'ENOENT':
      return ['The socket does not exist'];
    case 'ECONNREFUSED':
      return ['Nothing listens there'];
    case 'ETIMEDOUT':
      return ['It did not answer in time'];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ['The name of the host is not known'];
    default:
      return ['{0}', message];
  }
}

function nextStep({ source, context, host }: EngineEndpoint): Message {
  if (host.startsWith('ssh:')) return ['Try `docker -H {0} version` in a terminal', host];
  if (source === 'DOCKER_HOST') return ['Start the engine, or correct DOCKER_HOST'];
  if (context !== undefined) {
    return ['Start the engine of the docker context `{0}`, or choose another with `docker context use`', context];
  }
  return process.platform === 'linux'
    ? ['Start it: `sudo systemctl start docker`, or Docker Desktop']
    : ['Start Docker Desktop'];
}
