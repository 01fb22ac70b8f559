import { at, entry, items, textAt } from '../fields.ts';
import { containerRule } from '../rule-kinds.ts';
import { envClaims } from '../peers/secret-claims.ts';
import { isRealEnvSecret } from '../secrets/secret-values.ts';

export const secretLikeEnv = containerRule({
  id: 'secret-like-env',
  title: 'Call environment variables with a value of their own nothing that sounds secret',
  severity: 'hint',
  off: true,
  aliases: ['kube-linter:env-var-secret', 'polaris:sensitiveContainerEnvVar', 'kubescape:C-0012', 'kubescape:C-0259'],
  why: 'Some linters take a variable for a secret by its name, whatever its value is. `no-secret-in-env` reports those whose value is one; this rule reports all others of such a name.',
  examples: [
    {
      bad: 'name: app\nenv:\n  - name: «TOKEN_TTL»\n    value: 15m\n',
      good: 'name: app\nenv:\n  - name: SESSION_TTL\n    value: 15m\n',
    },
    {
      bad: 'name: app\nenv:\n  - name: «API_SECRET»\n    value: changeme\n',
      good: 'name: app\nenv:\n  - name: API_SECRET\n    valueFrom:\n      secretKeyRef: { name: api, key: secret }\n',
    },
  ],
  *check({ container, manifest }) {
    for (const variable of items(at(container.field, 'env'))) {
      const field = entry(variable, 'value')?.value;
      const place = entry(variable, 'name')?.value;
      const [name, value] = [textAt(place), textAt(field)];
      if (!place || name === undefined || value === undefined || isRealEnvSecret(name, value)) continue;
      const aliases = envClaims(manifest.kind, container.kind, name, value);
      if (aliases.length === 0) continue;
      yield { start: place.start, end: place.end, message: ['`{0}` sounds like a secret', name], aliases };
    }
  },
});
