import { holdsToken, isPlaceholder, isSecretName, looksLikePassword, looksRandom } from './secret-words.ts';

/** Whether an environment variable holds what opens something, as far as its name and value show. */
export function isRealEnvSecret(name: string, value: string): boolean {
  if (value === '' || value.length > 100_000) return false;
  if (holdsToken(value)) return true;
  if (!isSecretName(name) || isPlaceholder(value)) return false;
  // A path, the name of a file, a URL or a list of words is where the secret is, or what it is for.
  if (/^[\w./-]+(?:\/|\.(?:conf|crt|env|ini|json|key|pem|toml|txt|ya?ml))$/i.test(value)) return false;
  if (/^(?:\/|\.{1,2}\/|~|[a-z][\w+.-]*:\/\/)|[\s,]/i.test(value)) return false;
  return looksRandom(value) || looksLikePassword(value);
}

/** The same for a key of a ConfigMap: files in it are read line by line. */
export function isRealConfigSecret(key: string, value: string): boolean {
  if (isRealEnvSecret(key, value)) return true;
  if (!value.includes('\n') || value.length > 100_000) return false;
  return value.split('\n').some((line) => {
    const [, name, written] = /^\s*"?([\w.-]{1,80})"?\s*[:=]\s*["']?([^\s"'#,]{8,256})["']?\s*,?\s*$/.exec(line) ?? [];
    return name !== undefined && written !== undefined && isRealEnvSecret(name, written);
  });
}
