import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionProblem, responseProblem } from '../../../src/cluster/errors.ts';
import { managersOf, rejectionOf, withoutValuesOf } from '../../../src/cluster/rejection.ts';
import type { ApplyRejection, KubeObject } from '../../../src/cluster/types.ts';
import type { ProblemKind } from '../../../src/words/problem.ts';

const where = { context: 'dev', server: 'https://10.0.0.1:6443', user: 'ann' };
const CANARY = 'canary-5f2b1c';

const connections: readonly [name: string, cause: object, kind: ProblemKind, says: RegExp][] = [
  ['a closed port', { code: 'ECONNREFUSED' }, 'unreachable', /Nothing listens at `https:\/\/10\.0\.0\.1:6443`/],
  ['an unknown name', { code: 'ENOTFOUND' }, 'unreachable', /is not known/],
  ['a resolver that is away', { code: 'EAI_AGAIN' }, 'unreachable', /is not known/],
  ['silence', { code: 'ETIMEDOUT' }, 'unreachable', /did not answer in time/],
  ['a broken connection', { code: 'ECONNRESET' }, 'unreachable', /broke \(ECONNRESET\)/],
  ['no route', { code: 'EHOSTUNREACH' }, 'unreachable', /broke \(EHOSTUNREACH\)/],
  ['a stream that ends early', { code: 'ERR_STREAM_PREMATURE_CLOSE' }, 'unreachable', /broke/],
  ['both addresses of localhost', { errors: [{ code: 'ECONNREFUSED' }, {}] }, 'unreachable', /Nothing listens/],
  ['an expired certificate', { code: 'CERT_HAS_EXPIRED' }, 'credentials', /CERT_HAS_EXPIRED/],
  ['an unknown authority', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'credentials', /is not accepted/],
  ['a certificate for another name', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'credentials', /is not accepted/],
  ['plain HTTP where TLS is expected', { code: 'EPROTO' }, 'credentials', /EPROTO/],
  ['anything else', { message: `token ${CANARY}` }, 'unexpected', /The request to context `dev` failed/],
];

for (const [name, cause, kind, says] of connections) {
  test(`a connection that fails by ${name} is ${kind}`, () => {
    const problem = connectionProblem(where, Object.assign(new Error(), cause));
    assert.equal(problem.details.kind, kind);
    assert.match(problem.message, says);
    assert.ok(problem.details.next, 'a next step');
    assert.equal(problem.details.cause, undefined, 'the cause may quote what was received');
  });
}

test('what fails after an abort is a cancellation', () => {
  assert.equal(connectionProblem(where, { code: 'ECONNRESET' }, AbortSignal.abort()).details.kind, 'cancelled');
});

interface Refusal {
  readonly name: string;
  readonly code: number;
  readonly status: object | string;
  readonly kind: ProblemKind;
  readonly says: RegExp;
}

const refusals: readonly Refusal[] = [
  { name: 'refused credentials', code: 401, status: { message: 'Unauthorized' }, kind: 'credentials', says: /`ann`/ },
  {
    name: 'no permission',
    code: 403,
    status: {
      message: 'pods is forbidden: User "ann" cannot list resource "pods" in API group "" in the namespace "x"',
    },
    kind: 'forbidden',
    says: /User `ann` may not list pods\. pods is forbidden/,
  },
  { name: 'a proxy’s 403', code: 403, status: '<html>', kind: 'forbidden', says: /may not list pods/ },
  {
    name: 'Pod Security',
    code: 403,
    status: { message: 'pods "p" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true' },
    kind: 'apply-rejected',
    says: /A policy of the cluster denies .*runAsNonRoot/,
  },
  {
    name: 'a quota',
    code: 403,
    status: { message: 'configmaps "p" is forbidden: exceeded quota: q, requested: configmaps=1' },
    kind: 'apply-rejected',
    says: /denies .*exceeded quota/,
  },
  {
    name: 'an admission webhook',
    code: 400,
    status: { message: 'admission webhook "policy.example.com" denied the request: no team label' },
    kind: 'apply-rejected',
    says: /policy .*no team label/,
  },
  { name: 'absence', code: 404, status: { message: 'pods "p" not found' }, kind: 'not-found', says: /Not found/ },
  {
    name: 'a name that is taken',
    code: 409,
    status: { message: 'secrets "s" already exists', reason: 'AlreadyExists', details: { kind: 'secrets', name: 's' } },
    kind: 'invalid-input',
    says: /`secrets\/s` exists already/,
  },
  {
    name: 'a write that was overtaken',
    code: 409,
    status: { message: 'the object has been modified', reason: 'Conflict' },
    kind: 'apply-rejected',
    says: /has been modified/,
  },
  {
    name: 'an object that does not fit its schema',
    code: 500,
    status: {
      message: 'failed to create typed patch object (x; apps/v1): .spec.replicsa: field not declared in schema',
    },
    kind: 'apply-rejected',
    says: /replicsa/,
  },
  { name: 'too many requests', code: 429, status: { message: 'slow down' }, kind: 'unreachable', says: /slow down/ },
  { name: 'a broken server', code: 503, status: 'upstream', kind: 'unreachable', says: /HTTP 503/ },
  { name: 'an expired list', code: 410, status: { message: 'too old' }, kind: 'unexpected', says: /too old/ },
];

for (const { name, code, status, kind, says } of refusals) {
  test(`${name} (${code}) is ${kind}`, () => {
    const body = typeof status === 'string' ? status : JSON.stringify(status);
    const problem = responseProblem(where, { path: '/api/v1/pods', purpose: 'list pods' }, code, body);
    assert.equal(problem.details.kind, kind);
    assert.match(problem.message, says);
  });
}

const deployment: KubeObject = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop' } };

const sentences: readonly [message: string, fields: string[]][] = [
  ['strict decoding error: unknown field "spec.replicsa", unknown field "spec.x"', ['spec.replicsa', 'spec.x']],
  ['strict decoding error: duplicate field "metadata.labels.app"', ['metadata.labels.app']],
  [
    'failed to create typed patch object (a; apps/v1): .spec.template.spec.containers[name="a"].imag: field not declared in schema',
    ['spec.template.spec.containers[name="a"].imag'],
  ],
  [
    'failed to create typed patch object (a; apps/v1): .spec.replicas: expected numeric (int or float), got string',
    ['spec.replicas'],
  ],
  ['something else', []],
];

for (const [message, fields] of sentences) {
  test(`fields are read from “${message.slice(0, 60)}…”, the object from what was sent`, () => {
    const { kind, name, causes } = rejectionOf({ message }, deployment);
    assert.deepEqual([kind, name], ['Deployment', 'shop']);
    assert.deepEqual(
      causes.map(({ field }) => field),
      fields,
    );
  });
}

test('a conflict names managers and fields', () => {
  const causes = [
    { reason: 'FieldManagerConflict', message: 'conflict with "helm"', field: '.spec.replicas' },
    { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-edit" using apps/v1', field: '.spec.paused' },
    { reason: 'FieldManagerConflict', message: 'conflict with "helm"', field: '.spec.paused' },
  ];
  const body = JSON.stringify({ message: 'Apply failed with 3 conflicts', reason: 'Conflict', details: { causes } });
  const problem = responseProblem(where, { path: '', body: deployment }, 409, body);
  assert.match(problem.message, /Fields of `Deployment\/shop` belong to `helm`, `kubectl-edit`/);
  assert.match(problem.message, /In conflict: `spec\.replicas`, `spec\.paused`/);
  assert.deepEqual(managersOf(problem.details.cause as ApplyRejection), ['helm', 'kubectl-edit']);
});

const encoded = Buffer.from(CANARY).toString('base64');
const masked: readonly [name: string, secret: object, text: string, expected: string][] = [
  ['a value', { stringData: { a: CANARY } }, `got "${CANARY}"`, 'got "***"'],
  ['a value that the server encoded', { stringData: { a: CANARY } }, `got ${encoded}`, 'got ***'],
  ['a value that the server decoded', { data: { a: encoded } }, `got ${CANARY}`, 'got ***'],
  ['a number', { stringData: { a: 918273645 } }, 'Value:918273645}', 'Value:***}'],
  ['a value in a map', { stringData: { a: { b: CANARY } } }, `map["b":"${CANARY}"]`, 'map["b":"***"]'],
  ['a quoted value', { stringData: { a: 'line\n"two"' } }, 'got "line\\n\\"two\\""', 'got "***"'],
  ['a short value as a word', { stringData: { a: 'at' } }, 'data at "at"', 'data *** "***"'],
  ['no letters of other words', { stringData: { a: 'a' } }, 'data', 'data'],
  ['a short value with signs', { stringData: { a: '$(' } }, 'x $( y', 'x *** y'],
  ['nothing for an empty value', { stringData: { a: '' } }, 'text', 'text'],
];

for (const [name, fields, text, expected] of masked) {
  test(`a Secret’s answer is masked: ${name}`, () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields };
    assert.equal(withoutValuesOf(secret, text), expected);
  });
}

test('other objects’ answers are left as they are', () => {
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 's' }, data: { a: 'word' } };
  assert.equal(withoutValuesOf(map, 'a word'), 'a word');
});
