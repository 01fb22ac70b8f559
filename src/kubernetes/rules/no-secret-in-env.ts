import { at, entry, items, textAt } from '../fields.ts';
import { containerRule } from '../rule-kinds.ts';
import { envClaims } from '../peers/secret-claims.ts';
import { isRealEnvSecret } from '../secrets/secret-values.ts';

export const noSecretInEnv = containerRule({
  id: 'no-secret-in-env',
  title: 'Take secrets from a Secret, not from the manifest',
  severity: 'warning',
  aliases: ['kube-linter:env-var-secret', 'polaris:sensitiveContainerEnvVar', 'kubescape:C-0012', 'kubescape:C-0259'],
  why: 'A manifest is read by many more than a Secret: it is in the repository, in its history, and in what `kubectl describe` prints. What opens something belongs in a Secret, and here only its name.',
  examples: [
    {
      bad: 'name: app\nenv:\n  - name: DB_PASSWORD\n    value: «q7Vw2ZpX9»\n',
      good: 'name: app\nenv:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef: { name: db, key: password }\n',
    },
    {
      bad: 'name: app\nenv:\n  - name: DATABASE_URL\n    value: «postgres://app:q7Vw2ZpX9@db/shop»\n',
      good: 'name: app\nenv:\n  - name: DATABASE_URL\n    value: postgres://app:$(DB_PASSWORD)@db/shop\n  - name: TOKEN_TTL\n    value: 15m\n',
    },
  ],
  *check({ container, manifest }) {
    for (const variable of items(at(container.field, 'env'))) {
      const field = entry(variable, 'value')?.value;
      const name = textAt(variable, 'name');
      const value = textAt(field);
      if (!field || name === undefined || value === undefined || !isRealEnvSecret(name, value)) continue;
      yield {
        start: field.start,
        end: field.end,
        message: ['The value of `{0}` is a secret, and everybody who sees the manifest can read it', name],
        aliases: envClaims(manifest.kind, container.kind, name, value),
      };
    }
  },
});
