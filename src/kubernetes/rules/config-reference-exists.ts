import { CONFIGURED_KINDS, ENV_ALIAS, missingConfig } from '../references/config-references.ts';
import { documents } from '../examples.ts';
import { workspaceRule } from '../rule-kinds.ts';

const pod = (source: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: web:1\n      ${source}\n`;
const mounting = (path: string) =>
  `${pod(`volumeMounts: [{ name: config, mountPath: /etc/app.yaml, subPath: ${path} }]`)}  volumes: [{ name: config, configMap: { name: files } }]\n`;
const FILE = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: files\ndata:\n  app.yaml: "port: 8080"\n';
const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  PORT: "8080"\n';

export const configReferenceExists = workspaceRule({
  id: 'config-reference-exists',
  kinds: CONFIGURED_KINDS,
  title: 'Name ConfigMaps, Secrets and keys that exist',
  severity: 'warning',
  aliases: ENV_ALIAS,
  why: 'A pod does not start while a ConfigMap, a Secret or a key of one that it names is missing. Those that generators, operators and the cluster make are known. Where nobody keeps Secrets with the manifests, nothing is said of those that are missing. A `subPath` that is no key is mounted as an empty folder.',
  differs: {
    'kube-linter:env-value-from':
      'It looks in `env` only and takes no account of namespaces; here `envFrom`, volumes, projected volumes, pull secrets and certificates count, too, and generators, ExternalSecrets and SealedSecrets make what they say.',
  },
  examples: [
    {
      bad: documents(pod('envFrom: [{ configMapRef: { name: «wbe» } }]'), config),
      good: documents(pod('envFrom: [{ configMapRef: { name: web } }]'), config),
      fixed: true,
    },
    {
      bad: documents(pod('env: [{ name: P, valueFrom: { configMapKeyRef: { name: web, key: «PROT» } } }]'), config),
      good: documents(pod('env: [{ name: P, valueFrom: { configMapKeyRef: { name: web, key: PORT } } }]'), config),
      fixed: true,
    },
    {
      bad: documents(pod('env: [{ name: PORT, valueFrom: { configMapKeyRef: { name: web, key: «http» } } }]'), config),
      good: documents(pod('env: [{ name: PORT, valueFrom: { configMapKeyRef: { name: web, key: PORT } } }]'), config),
      fixed: true,
    },
    {
      bad: documents(mounting('«app.yml»'), FILE),
      good: documents(mounting('app.yaml'), FILE),
      fixed: true,
    },
  ],
  *check(subject) {
    for (const { isVague, ...report } of missingConfig(subject)) if (!isVague) yield report;
  },
});
