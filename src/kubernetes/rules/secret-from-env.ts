import { at, entry, items, textAt } from '../fields.ts';
import { containerRule } from '../rule-kinds.ts';
import { CHECKOV_CONTAINERS, DEPLOYMENT_LIKE, KUBESCAPE_WORKLOADS } from '../peers/peer-kinds.ts';

const KUBE_LINTER = 'kube-linter:read-secret-from-env-var';
const CHECKOV = 'checkov:CKV_K8S_35';
const KUBESCAPE = 'kubescape:C-0207';

export const secretFromEnv = containerRule({
  id: 'secret-from-env',
  title: 'Mount Secrets as files instead of environment variables',
  severity: 'hint',
  off: true,
  aliases: [KUBE_LINTER, CHECKOV, KUBESCAPE],
  why: 'Environment variables end up in crash reports, in logs and in child processes, and do not change when the Secret does. A file does not, and can be read when it is needed.',
  examples: [
    {
      bad: 'name: app\nenv:\n  - name: DB_PASSWORD\n    valueFrom:\n      «secretKeyRef»: { name: db, key: password }\n',
      good: 'name: app\nvolumeMounts:\n  - { name: db, mountPath: /etc/db, readOnly: true }\n',
    },
    {
      bad: 'name: app\nenvFrom:\n  - «secretRef»: { name: db }\n',
      good: 'name: app\nenvFrom:\n  - configMapRef: { name: app }\n',
    },
  ],
  *check({ container, manifest }) {
    const { kind } = manifest;
    const ofCheckov = CHECKOV_CONTAINERS.has(kind) ? [CHECKOV] : [];
    for (const variable of items(at(container.field, 'env'))) {
      const reference = entry(at(variable, 'valueFrom'), 'secretKeyRef');
      if (!reference) continue;
      const isSet = reference.value.kind === 'map';
      yield {
        ...reference.keyRange,
        message: ['`{0}` hands a Secret over in the environment', textAt(variable, 'name') ?? ''],
        aliases: [
          ...(isSet && DEPLOYMENT_LIKE.has(kind) ? [KUBE_LINTER] : []),
          ...ofCheckov,
          ...(container.kind === 'container' && KUBESCAPE_WORKLOADS.has(kind) ? [KUBESCAPE] : []),
        ],
      };
    }
    for (const source of items(at(container.field, 'envFrom'))) {
      const reference = entry(source, 'secretRef');
      if (!reference) continue;
      yield {
        ...reference.keyRange,
        message: ['`{0}` hands a whole Secret over in the environment', container.name],
        aliases: ofCheckov,
      };
    }
  },
});
