import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { CustomRule } from './custom-rule.ts';
import { problem, rangeOf, textsOf, valueOf, type YamlFile } from './yaml-file.ts';

/** kube-linter's names for several kinds at once. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  DeploymentLike:
    'Deployment DaemonSet DeploymentConfig StatefulSet ReplicaSet Pod ReplicationController Job CronJob'.split(' '),
  JobLike: ['Job', 'CronJob'],
};

/** Templates with parameters that we can follow. */
const TEMPLATES = new Set([
  'required-label',
  'required-annotation',
  'forbidden-annotation',
  'env-var',
  'forbidden-service-types',
  'disallowed-api-obj',
  'minimum-replicas',
  'ports',
  'service-account',
  'image-pull-policy',
]);

/** Templates without parameters, by the built-in check that is made of them. */
export const BUILT_IN: Readonly<Record<string, string>> = {
  'cluster-admin-role-binding': 'cluster-admin-role-binding',
  'deprecated-service-account-field': 'deprecated-service-account-field',
  'duplicate-env-var': 'duplicate-env-var',
  'host-ipc': 'host-ipc',
  'host-network': 'host-network',
  'host-pid': 'host-pid',
  'job-ttl-seconds-after-finished': 'job-ttl-seconds-after-finished',
  'liveness-port': 'liveness-port',
  'liveness-probe': 'no-liveness-probe',
  'mismatching-selector': 'mismatching-selector',
  'no-node-affinity': 'no-node-affinity',
  'non-existent-service-account': 'non-existent-service-account',
  'non-isolated-pod': 'non-isolated-pod',
  'pdb-max-unavailable': 'pdb-max-unavailable',
  'pdb-min-available': 'pdb-min-available',
  'pdb-unhealthy-pod-eviction-policy': 'pdb-unhealthy-pod-eviction-policy',
  'privilege-escalation-container': 'privilege-escalation-container',
  privileged: 'privileged-container',
  'privileged-ports': 'privileged-ports',
  'read-only-root-fs': 'no-read-only-root-fs',
  'read-secret-from-env-var': 'read-secret-from-env-var',
  'readiness-port': 'readiness-port',
  'readiness-probe': 'no-readiness-probe',
  'restart-policy': 'restart-policy',
  'run-as-non-root': 'run-as-non-root',
  'startup-port': 'startup-port',
  'target-port': 'invalid-target-ports',
  'unsafe-proc-mount': 'unsafe-proc-mount',
  'use-namespace': 'use-namespace',
  'wildcard-in-rules': 'wildcard-in-rules',
  'writable-host-mount': 'writable-host-mount',
};

export interface KubeLinterChecks {
  readonly rules: readonly CustomRule[];
  /** Built-in checks that the users' own ones are made of. */
  readonly builtIn: readonly string[];
  /** Names of all, those that are not followed here with them. */
  readonly names: ReadonlySet<string>;
}

/** `customChecks: [{ name, template, params, scope: { objectKinds }, remediation }]` */
export function readKubeLinterChecks(file: YamlFile, name: string): KubeLinterChecks {
  const rules: CustomRule[] = [];
  const builtIn: string[] = [];
  const names = new Set<string>();
  const list = valueOf(file.root, 'customChecks');
  for (const item of isSeq(list) ? (list.items as Node[]) : []) {
    if (!isMap(item)) continue;
    const id = textOf(item, 'name') ?? '';
    const template = textOf(item, 'template') ?? '';
    names.add(id);
    const check = checkOf(file, item, template);
    if (check && id !== '') rules.push(ruleOf(file, name, item, id, check));
    else if (BUILT_IN[template]) builtIn.push(BUILT_IN[template]);
    else
      problem(file, valueOf(item, 'template') ?? item, [
        'Checks of the template `{0}` are not followed here: kube-linter alone says what `{1}` finds',
        template,
        id,
      ]);
  }
  return { rules, builtIn, names };
}

function checkOf(file: YamlFile, item: YAMLMap, template: string): CustomRule['check'] | undefined {
  const params = valueOf(item, 'params');
  if (template === 'cel-expression') {
    const node = isMap(params) ? (valueOf(params, 'check') ?? valueOf(params, 'Check')) : undefined;
    if (!isScalar(node) || typeof node.value !== 'string') return undefined;
    const at = rangeOf(node, file.text);
    const written = file.text.slice(at.start, at.end);
    const isPlain = written === node.value || written.slice(1, -1) === node.value;
    return { form: 'cel', expression: node.value, at, isPlain, fine: 'text' };
  }
  if (!TEMPLATES.has(template)) return undefined;
  const parameters = isMap(params) ? (params.toJSON() as Record<string, unknown>) : {};
  return { form: 'template', template, parameters };
}

function ruleOf(file: YamlFile, name: string, item: YAMLMap, id: string, check: CustomRule['check']): CustomRule {
  const scope = valueOf(item, 'scope');
  const written = isMap(scope)
    ? textsOf(file, valueOf(scope, 'objectKinds'), ['`{0}` must be a list', 'objectKinds']).map(({ text }) => text)
    : ['Any'];
  const kinds = written.flatMap((kind) => KINDS[kind] ?? [kind]);
  const message = textOf(item, 'remediation') ?? textOf(item, 'description');
  return {
    id,
    aliases: [`kube-linter:${id}`],
    ...(kinds.includes('Any') ? {} : { kinds }),
    severity: 'warning',
    ...(message === undefined ? {} : { message }),
    check,
    file: name,
  };
}

function textOf(map: YAMLMap, key: string): string | undefined {
  const node = valueOf(map, key);
  const value = isScalar(node) ? node.value : undefined;
  return typeof value === 'string' ? value : undefined;
}
