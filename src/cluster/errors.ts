import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';
import type { Cluster } from './connect.ts';
import type { ApplyRejection } from './types.ts';

/** The part of a Kubernetes Status that we read. */
export interface Status {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly kind?: string;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
  };
}

type Where = Pick<Cluster, 'context' | 'server' | 'user'>;
type What = { readonly method?: string; readonly path: string; readonly purpose?: string };

/** Why a connection failed before there was an answer. Never quotes a header or a credential. */
export function connectionProblem(cluster: Where, cause: unknown, signal?: AbortSignal): Problem {
  if (cause instanceof Problem) return cause;
  if (signal?.aborted) return new Problem({ kind: 'cancelled', what: ['Cancelled'] });
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  if (
    /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET|EPIPE|UND_ERR.*)$/.test(code)
  ) {
    return new Problem({
      kind: 'unreachable',
      what: ['The cluster of context `{0}` cannot be reached', cluster.context],
      why: reasonOf(code, cluster.server),
      next: ['Check that the cluster runs and that this machine’s network or VPN reaches it'],
    });
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|SSL|ERR_OSSL/i.test(code)) {
    return new Problem({
      kind: 'credentials',
      what: ['The TLS connection to `{0}` failed', cluster.server],
      why: ['The certificate is not accepted ({0})', code],
      next: ['Get a fresh kubeconfig from the cluster; its certificate authority may have changed'],
    });
  }
  if (/exec|ENOENT|spawn/i.test(`${code} ${message}`)) {
    return new Problem({
      kind: 'credentials',
      what: ['The credentials of user `{0}` could not be had', cluster.user],
      why: ['The credential plugin that the kubeconfig names did not run'],
      next: ['Run `kubectl get nodes` in a terminal: it shows what the plugin says'],
    });
  }
  return new Problem({
    kind: 'unexpected',
    what: ['The request to context `{0}` failed', cluster.context],
    why: ['{0}', code || 'no reason was given'],
    cause,
  });
}

/** Why the API server refused a request. */
export function responseProblem(cluster: Where, request: What, statusCode: number, body: string): Problem {
  const status = parseStatus(body);
  const said = status.message ?? `HTTP ${statusCode}`;
  const purpose = request.purpose ?? `${request.method ?? 'GET'} ${request.path}`;
  // Server-side apply answers 500 to a field that the schema does not have.
  const untyped = statusCode === 500 && /field not declared in schema|failed to create typed patch object/.test(said);
  switch (untyped ? 422 : statusCode) {
    case 401:
      return new Problem({
        kind: 'credentials',
        what: ['The cluster does not accept the credentials of user `{0}`', cluster.user],
        why: ['They are wrong or have expired'],
        next: ['Log in to the cluster again, then refresh'],
      });
    case 403:
      return new Problem({
        kind: 'forbidden',
        what: ['User `{0}` may not {1}', cluster.user, purpose],
        why: ['{0}', said],
        next: ['Ask for a role that allows it, or choose another namespace or context'],
        cause: rejection(status),
      });
    case 404:
      return new Problem({ kind: 'not-found', what: ['Not found: {0}', purpose], why: ['{0}', said] });
    case 409:
      return new Problem({
        kind: 'apply-rejected',
        what: ['Another manager owns fields of `{0}`', objectOf(status, purpose)],
        why: ['{0}', said],
        next: ['Let that manager change them, or apply with force to take them over'],
        cause: rejection(status),
      });
    case 400:
    case 415:
    case 422:
      return new Problem({
        kind: 'apply-rejected',
        what: ['The cluster rejects `{0}`', objectOf(status, purpose)],
        why: ['{0}', said],
        next: ['Mend the field that it names'],
        cause: rejection(status),
      });
    default:
      return new Problem({
        kind: statusCode >= 500 || statusCode === 429 ? 'unreachable' : 'unexpected',
        what: ['The cluster of context `{0}` answers with an error', cluster.context],
        why: ['{0}', said],
        next: ['Try again in a moment'],
      });
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

function parseStatus(body: string): Status {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function objectOf({ details }: Status, purpose: string): string {
  return details?.name ? `${details.kind ?? ''}/${details.name}` : purpose;
}

/** Field causes; those that strict validation puts into the sentence only (`unknown field "spec.x"`) are read from it. */
function rejection({ message = '', details }: Status): ApplyRejection {
  const causes = (details?.causes ?? []).map((cause) => ({
    field: cause.field ?? '',
    reason: cause.reason ?? '',
    message: cause.message ?? '',
  }));
  for (const [, kind = '', field = ''] of message.matchAll(/\b(unknown|duplicate) field "([^"]+)"/g)) {
    causes.push({ field, reason: 'FieldValueInvalid', message: `${kind} field "${field}"` });
  }
  for (const [, field = ''] of message.matchAll(/(?:^|\s)\.([\w.[\]"=-]+): field not declared in schema/g)) {
    causes.push({ field, reason: 'FieldValueInvalid', message: `unknown field "${field}"` });
  }
  for (const [, field = ''] of message.matchAll(/conflict(?:s)? with "[^"]+"[^:]*: (\.[\w.[\]"=/-]+)/g)) {
    causes.push({ field, reason: 'FieldManagerConflict', message });
  }
  return { kind: details?.kind ?? '', name: details?.name ?? '', causes };
}
