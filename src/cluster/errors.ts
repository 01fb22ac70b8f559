import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import { managersOf, rejectionOf, type Status, withoutValuesOf } from './rejection.ts';
import type { KubeObject } from './types.ts';

type Where = Pick<Cluster, 'context' | 'server' | 'user'>;

interface What {
  readonly method?: string;
  readonly path: string;
  readonly purpose?: string;
  readonly body?: unknown;
}

/** Why a connection failed before there was an answer. Never quotes a header or a credential. */
export function connectionProblem(cluster: Where, cause: unknown, signal?: AbortSignal): Problem {
  if (cause instanceof Problem) return cause;
  if (signal?.aborted) return new Problem({ kind: 'cancelled', what: ['Cancelled'] });
  const code = codeOf(cause);
  if (
    /^(?:E[A-Z_]*CONN[A-Z]*|ENOTFOUND|EAI_[A-Z]+|E(?:HOST|NET)UNREACH|ETIMEDOUT|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/.test(
      code,
    )
  ) {
    return new Problem({
      kind: 'unreachable',
      what: ['The cluster of context `{0}` cannot be reached', cluster.context],
      why: reasonOf(code, cluster.server),
      next: ['Check that the cluster runs and that this machine’s network or VPN reaches it'],
    });
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|SSL|EPROTO/.test(code)) {
    return new Problem({
      kind: 'credentials',
      what: ['The TLS connection to `{0}` failed', cluster.server],
      why: ['The certificate is not accepted ({0})', code],
      next: ['Get a fresh kubeconfig from the cluster; its certificate authority may have changed'],
    });
  }
  // The cause itself may quote what was received, so it is not passed on.
  return new Problem({
    kind: 'unexpected',
    what: ['The request to context `{0}` failed', cluster.context],
    ...(code === '' ? {} : { why: ['{0}', code] as const }),
    next: ['Try again in a moment'],
  });
}

/** The answer is no JSON: another server than an API server, or a proxy's page. */
export function unreadableAnswer(cluster: Where): Problem {
  return new Problem({
    kind: 'unreachable',
    what: ['The answer of `{0}` cannot be read', cluster.server],
    why: ['It is no answer of a Kubernetes API server; a proxy or a login page may stand in front of it'],
    next: ['Check the server’s address in the kubeconfig'],
  });
}

/** Why the API server refused a request. Values of a Secret that was sent are not repeated. */
export function responseProblem(cluster: Where, request: What, statusCode: number, body: string): Problem {
  const sent = request.body as KubeObject | undefined;
  const status = parseStatus(withoutValuesOf(sent, body));
  const said = status.message ?? `HTTP ${statusCode}`;
  const purpose = request.purpose ?? `${request.method ?? 'GET'} ${request.path}`;
  const rejection = rejectionOf(status, sent?.metadata ? sent : undefined);
  const subject = rejection.name === '' ? purpose : `${rejection.kind}/${rejection.name}`;
  switch (meaningOf(statusCode, status)) {
    case 'credentials':
      return new Problem({
        kind: 'credentials',
        what: ['The cluster does not accept the credentials of user `{0}`', cluster.user],
        why: ['They are wrong or have expired'],
        next: ['Log in to the cluster again, then refresh'],
      });
    case 'forbidden':
      return new Problem({
        kind: 'forbidden',
        what: ['User `{0}` may not {1}', cluster.user, purpose],
        why: ['{0}', said],
        next: ['Ask for a role that allows it, or choose another namespace or context'],
        cause: rejection,
      });
    case 'denied':
      return new Problem({
        kind: 'apply-rejected',
        what: ['A policy of the cluster denies `{0}`', subject],
        why: ['{0}', said],
        next: ['Change what the policy names, or choose another namespace'],
        cause: rejection,
      });
    case 'not-found':
      return new Problem({ kind: 'not-found', what: ['Not found: {0}', purpose], why: ['{0}', said] });
    case 'exists':
      return new Problem({
        kind: 'invalid-input',
        what: ['`{0}` exists already', subject],
        next: ['Choose another name, or delete it first'],
      });
    case 'field-conflict':
      return new Problem({
        kind: 'apply-rejected',
        what: ['Fields of `{0}` belong to {1}', subject, quoted(managersOf(rejection))],
        why: ['In conflict: {0}', quoted([...new Set(rejection.causes.map(({ field }) => field))])],
        next: ['Let that manager change them, or apply with force to take them over'],
        cause: rejection,
      });
    case 'rejected':
      return new Problem({
        kind: 'apply-rejected',
        what: ['The cluster rejects `{0}`', subject],
        why: ['{0}', said],
        next: ['Mend the field that it names'],
        cause: rejection,
      });
    case 'trouble':
      return new Problem({
        kind: statusCode >= 500 || statusCode === 429 ? 'unreachable' : 'unexpected',
        what: ['The cluster of context `{0}` answers with an error', cluster.context],
        why: ['{0}', said],
        next: ['Try again in a moment'],
      });
  }
}

type Meaning =
  'credentials' | 'forbidden' | 'denied' | 'not-found' | 'exists' | 'field-conflict' | 'rejected' | 'trouble';

function meaningOf(statusCode: number, { message = '', reason, details }: Status): Meaning {
  switch (statusCode) {
    case 401:
      return 'credentials';
    case 403:
      // Admission (Pod Security, quota, policies, a namespace that is being deleted) refuses with the same code as authorization.
      return message === '' || / cannot \S+ (?:resource|path) /.test(message) ? 'forbidden' : 'denied';
    case 404:
      return 'not-found';
    case 409:
      if (reason === 'AlreadyExists') return 'exists';
      return details?.causes?.some((cause) => cause.reason === 'FieldManagerConflict') ? 'field-conflict' : 'rejected';
    case 400:
    case 413:
    case 415:
    case 422:
      return /denied the request/.test(message) ? 'denied' : 'rejected';
    case 500:
      // Server-side apply answers so to an object that does not fit its schema.
      return /field not declared in schema|failed to create typed patch object|unable to convert unstructured/.test(
        message,
      )
        ? 'rejected'
        : 'trouble';
    default:
      return 'trouble';
  }
}

function reasonOf(code: string, server: string): Message {
  switch (code) {
    case 'ECONNREFUSED':
      return ['Nothing listens at `{0}`', server];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ['The name in `{0}` is not known', server];
    case 'ETIMEDOUT':
      return ['`{0}` did not answer in time', server];
    default:
      return ['The connection to `{0}` broke ({1})', server, code];
  }
}

/** The system's code; that of the first attempt where all addresses of a name were tried. */
function codeOf(cause: unknown): string {
  const { code, errors } = (cause ?? {}) as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : '';
}

function parseStatus(body: string): Status {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
