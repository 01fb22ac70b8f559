import { kindAdmission } from '../admission/rule.ts';
import { configMapFaults } from '../admission/secrets.ts';

export const validConfigMap = kindAdmission({
  id: 'valid-config-map',
  kinds: ['ConfigMap'],
  title: 'Name the keys of a ConfigMap as files can be named',
  why: 'Keys become files or variables, so they may hold letters, digits, `-`, `_` and `.` only; one that is in `data` cannot be in `binaryData`, too, and all of it is at most 1 MiB.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  «conf/app.yaml»: "a: b"\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata:\n  app.yaml: "a: b"\n',
    },
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { logo: x }\nbinaryData: { «logo»: eA== }\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\nbinaryData: { logo: eA== }\n',
    },
  ],
  check: ({ manifest }) => configMapFaults(manifest),
});
