import { at, entries, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';
import { configClaims } from '../peers/secret-claims.ts';
import { isRealConfigSecret } from '../secrets/secret-values.ts';

export const noSecretInConfig = objectRule({
  id: 'no-secret-in-config',
  kinds: ['ConfigMap'],
  title: 'Keep secrets out of ConfigMaps',
  severity: 'warning',
  aliases: ['polaris:sensitiveConfigmapContent', 'trivy:KSV-0109', 'trivy:KSV-01010', 'kubescape:C-0012'],
  why: 'A ConfigMap is not encrypted at rest, and nearly everybody with rights in the namespace may read it. What opens something belongs in a Secret.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  DB_PASSWORD: «q7Vw2ZpX9»\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  DB_HOST: db\n',
    },
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  app.ini: «"[db]\\npassword = q7Vw2ZpX9\\n"»\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  app.ini: "[db]\\npassword = ${DB_PASSWORD}\\n"\n',
    },
  ],
  *check({ manifest }) {
    for (const { key, value } of entries(at(manifest.root, 'data'))) {
      const text = textAt(value);
      if (text === undefined || !isRealConfigSecret(key, text)) continue;
      yield {
        start: value.start,
        end: value.end,
        message: ['`{0}` holds a secret, and ConfigMaps are for everybody to read', key],
        aliases: configClaims(key, text),
      };
    }
  },
});
