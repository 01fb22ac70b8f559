import { textOfBase64 } from '../secrets/base64.ts';
import { at, entries, entry, textAt } from '../fields.ts';
import type { Entry } from '../model.ts';
import { objectRule } from '../rule-kinds.ts';
import { holdsToken, isPlaceholder, isSecretName, looksLikePassword, looksRandom } from '../secrets/secret-words.ts';

export const noCommittedSecret = objectRule({
  id: 'no-committed-secret',
  kinds: ['Secret'],
  title: 'Commit no real secrets',
  severity: 'warning',
  aliases: [],
  why: 'Whoever can read the repository can read the Secret: base64 hides nothing, and history keeps it. Seal it (Sealed Secrets, SOPS), let an operator fetch it (External Secrets), or create it outside of the repository.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: «q7Vw2ZpX9rLmT4»\n',
      good: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: changeme\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  url: «cG9zdGdyZXM6Ly9hcHA6cTdWdzJacFg5ckxtVDRAZGIvc2hvcA==»\n',
      good: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: "$(DB_PASSWORD)"\n  user: YWRtaW4=\n',
    },
  ],
  *check({ manifest }) {
    // Sealed in place.
    if (entry(manifest.root, 'sops')) return;
    const type = textAt(manifest.root, 'type') ?? '';
    for (const key of ['stringData', 'data']) {
      for (const one of entries(at(manifest.root, key))) {
        const value = textAt(one.value);
        if (value === undefined || one.value.end <= one.value.start) continue;
        const text = key === 'data' ? textOfBase64(value) : value;
        if (text === undefined || !isReal(one, text, type)) continue;
        yield {
          start: one.value.start,
          end: one.value.end,
          message: ['The value of `{0}` looks like a real secret', one.key],
        };
      }
    }
  },
});

function isReal({ key }: Entry, text: string, type: string): boolean {
  if (text.length > 100_000) return false;
  if (holdsToken(text)) return true;
  if (type === 'kubernetes.io/dockerconfigjson' || key === '.dockerconfigjson') return holdsLogin(text);
  const value = text.trim();
  if (value.includes('\n') || value.includes('BEGIN ') || isPlaceholder(value)) return false;
  if (looksRandom(value)) return true;
  return isSecretName(key) && looksLikePassword(value) && /\d/.test(value) && !/^https?:/.test(value);
}

/** `"auth": "…"`, base64 of `user:password`, or `"password": "…"`. */
function holdsLogin(text: string): boolean {
  for (const [, key, value = ''] of text.matchAll(/"(auth|password)"\s*:\s*"([^"]{4,4096})"/g)) {
    const password = key === 'auth' ? (textOfBase64(value) ?? '').replace(/^[^:]*:/, '') : value;
    if (password !== '' && !isPlaceholder(password)) return true;
  }
  return false;
}
