/** Whether a value stands for another one that is put in later, or says nothing that anybody could use. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  if (text.length < 4 || /^(?:true|false|null|none|nil|yes|no|on|off|enabled|disabled|auto|default)$/i.test(text))
    return true;
  if (/^[\d.,:]+(?:[a-z]{1,3})?$/i.test(text)) return true;
  // `$(X)`, `${X}`, `{{ x }}`, `<x>`, `[x]`, `%x%`, `@x@`, `__X__`, sops, age and vault.
  if (/\$[({]|\{\{|^<.*>$|^\[.*\]$|^%[\w.]+%$|^@[\w.]+@$|^__\w+__$|^ENC\[|^vault:|^ref\+|^op:\/\/|^!vault/i.test(text))
    return true;
  if (/^(.)\1+$/.test(text) || /^[x*.•…-]+$/i.test(text)) return true;
  return /change[-_ ]?(?:me|it|this)|replace|place[-_ ]?holder|to[-_ ]?do|fix[-_ ]?me|example|dummy|sample|your[-_ ]|insert[-_ ]|fake|redacted|not[-_ ]?(?:a[-_ ]?)?(?:real|secret)|some[-_ ]?(?:secret|password|token|value)|my[-_ ]?(?:secret|password|token)|^(?:secret|password|passwd|token|admin|root|test|user|postgres|mysql|guest|changeit|pass(?:word)?\d{0,4}|foo|bar|baz|foobar|hunter2)$/i.test(
    text,
  );
}

/** Names of values that open something. */
export function isSecretName(name: string): boolean {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  if (NOT_THE_SECRET.test(words)) return false;
  return /pass(?:word|wd|phrase|code)|(?:^|[_.-])(?:pwd|pass)(?:$|[_.-])|secret(?:s|[_.-]?key|[_.-]?access|value|token)?(?:$|[_.-])|token|bearer|credential|api[_.-]?key|access[_.-]?key|private[_.-]?key|signing[_.-]?key|encryption[_.-]?key|auth[_.-]?key/.test(
    words,
  );
}

/** What is about a secret without being it: where it is, what it is called, how long it lives. */
const NOT_THE_SECRET =
  /(?:^|[_.-])(?:file|path|dir|directory|folder|location|name|names|id|ids|arn|url|uri|endpoint|host|port|ttl|expiry|expires?|expiration|duration|lifetime|timeout|interval|age|length|len|size|limit|count|min|max|enabled|disabled|required|type|mode|policy|algorithm|alg|method|format|prefix|suffix|header|issuer|audience|provider|store|class|ref|namespace|version|key_?id|field|scope|scopes|rotation|mount|engine|manager|backend|role|template)$|public[_.-]?key|_per_|tokeniz|tokens?[_.-](?:per|bucket)|max[_.-]?tokens|secret[_.-]?(?:name|store|manager)|password[_.-]?(?:policy|reset|min|max)/;

const TOKENS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{40,}\b/,
  /\bglpat-[\w-]{20,}/,
  /\bxox[abprse]-[\w-]{20,}/,
  /\b[sr]k_live_[A-Za-z0-9]{16,}/,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/,
  /\bAIza[\w-]{35}\b/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bdop_v1_[a-f0-9]{64}\b/,
  /\bhf_[A-Za-z]{34}\b/,
  /\bSG\.[\w-]{22}\.[\w-]{43}\b/,
  /\bdckr_pat_[\w-]{27}\b/,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b/,
  /\bhvs\.[\w-]{24,}/,
];

/** Whether a text holds something in the form of a known provider's token, a private key, or a URL with a password in it. */
export function holdsToken(text: string): boolean {
  return text.length <= LONGEST_LINE ? isToken(text) : linesOf(text).some(isToken);
}

const LONGEST_LINE = 4000;

/** The lines of a text; of long ones the beginning, so that patterns take no longer than the text is long. */
export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.slice(0, LONGEST_LINE));
}

/** No token is shorter. */
const SHORTEST_TOKEN = 20;

function isToken(text: string): boolean {
  if (text.length < SHORTEST_TOKEN) return urlPassword(text);
  const found = TOKENS.some((pattern) => {
    const [match] = pattern.exec(text) ?? [];
    return match !== undefined && (match.startsWith('-----') || !/example|x{6}|0{8}|1234567|abcdefg/i.test(match));
  });
  return found || urlPassword(text);
}

function urlPassword(text: string): boolean {
  if (!text.includes('://')) return false;
  const [, password] = /\b[a-z][a-z\d+.-]*:\/\/[^\s:/?#@]{1,64}:([^\s/?#@]{1,256})@[\w.[-]/i.exec(text) ?? [];
  return password !== undefined && !isPlaceholder(password);
}

/** Whether a word looks drawn by lot: long, of several kinds of characters, hardly any twice. */
export function looksRandom(word: string): boolean {
  if (word.length < 16 || word.length > 4096 || /\s/.test(word)) return false;
  // Hosts, paths, packages and versions are put together of words; identifiers of objects are no secrets.
  if (/^[a-z\d]+(?:[./:@_-][a-z\d]+)+$/.test(word) && !/[a-f\d]{24,}|\d[a-z]\d[a-z]/.test(word)) return false;
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(word) || /^[A-Z_]+$|^[a-z-]+$|^sha\d+[:-]/.test(word))
    return false;
  if (!/\d/.test(word) || !/[a-z]/i.test(word)) return false;
  return entropy(word) >= (/^[\da-f]+$/i.test(word) ? 3 : 3.6);
}

/** A value of a secret's name that is more than a word: of eight characters or more, letters and others. */
export function looksLikePassword(value: string): boolean {
  return value.length >= 8 && value.length <= 256 && !/\s/.test(value) && /[a-z]/i.test(value) && /[^a-z]/i.test(value);
}

/** Bits a character. */
function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / word.length) * Math.log2(count / word.length);
  return bits;
}
