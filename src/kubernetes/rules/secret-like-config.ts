import { at, entries, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';
import { configClaims } from '../peers/secret-claims.ts';
import { isRealConfigSecret } from '../secrets/secret-values.ts';

export const secretLikeConfig = objectRule({
  id: 'secret-like-config',
  kinds: ['ConfigMap'],
  title: 'Keep what sounds secret or personal out of ConfigMaps',
  severity: 'hint',
  off: true,
  aliases: ['polaris:sensitiveConfigmapContent', 'trivy:KSV-0109', 'trivy:KSV-01010', 'kubescape:C-0012'],
  why: 'Some linters take an entry for a secret, or for personal data, by its name or by words in it. `no-secret-in-config` reports those that are one; this rule reports all others.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  «TOKEN_TTL»: 15m\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  SESSION_TTL: 15m\n',
    },
    {
      bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  «app.ini»: |\n    username = app\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  app.ini: |\n    level = debug\n',
    },
  ],
  *check({ manifest }) {
    for (const { key, keyRange, value } of entries(at(manifest.root, 'data'))) {
      const text = textAt(value);
      if (text !== undefined && isRealConfigSecret(key, text)) continue;
      const aliases = configClaims(key, text);
      if (aliases.length === 0) continue;
      yield { ...keyRange, message: ['`{0}` sounds like a secret, or like personal data', key], aliases };
    }
  },
});
