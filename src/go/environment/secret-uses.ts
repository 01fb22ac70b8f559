import type { EnvRead } from './env-reads.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { callsGiven, onEachWay } from './read-uses.ts';

/** What takes a key or a password, and as which of its arguments. */
const TAKERS: ReadonlyMap<string, readonly number[]> = new Map([
  ['crypto/hmac.New', [1]],
  ['crypto/aes.NewCipher', [0]],
  ['crypto/subtle.ConstantTimeCompare', [0, 1]],
  ['golang.org/x/crypto/chacha20poly1305.New', [0]],
  ['golang.org/x/crypto/bcrypt.GenerateFromPassword', [0]],
  ['golang.org/x/crypto/bcrypt.CompareHashAndPassword', [0, 1]],
  ['golang.org/x/crypto/ssh.Password', [0]],
  ['golang.org/x/crypto/ssh.ParsePrivateKey', [0]],
  ['golang.org/x/mod/sumdb/note.NewSigner', [0]],
  ['net/http.Request.SetBasicAuth', [1]],
  ['net/smtp.PlainAuth', [2]],
  ['net/smtp.CRAMMD5Auth', [1]],
  ['net/url.UserPassword', [1]],
  ['github.com/golang-jwt/jwt.Token.SignedString', [0]],
  ['github.com/golang-jwt/jwt.ParseRSAPrivateKeyFromPEM', [0]],
  ['github.com/golang-jwt/jwt.ParseECPrivateKeyFromPEM', [0]],
  ['github.com/golang-jwt/jwt.ParseEdPrivateKeyFromPEM', [0]],
  ['github.com/gorilla/sessions.NewCookieStore', [0, 1]],
  ['github.com/gorilla/securecookie.New', [0, 1]],
  ['github.com/gin-contrib/sessions/cookie.NewStore', [0, 1]],
  ['github.com/sashabaranov/go-openai.NewClient', [0]],
  ['github.com/slack-go/slack.New', [0]],
  ['github.com/bwmarrin/discordgo.New', [0]],
  ['github.com/go-telegram-bot-api/telegram-bot-api.NewBotAPI', [0]],
  ['github.com/go-telegram/bot.New', [0]],
]);

/** Functions of whatever library that make a private key of what they are given: `vrf.NewPrivateKey(key)`. */
const PRIVATE_KEY = /\.(?:(?:New|Parse|Load|Decode|Import)\w*PrivateKey|NewKeyFromSeed)(?:FromPEM)?$/;

const OF_HEADER = /^(?:authorization|(?:x-)?api-?key|x-auth-token)$/i;

/** Methods whose results are still the same key, written in another way: `base64.StdEncoding.DecodeString(key)`. */
const REWRITES = /^(?:DecodeString|EncodeToString)$/;

/** Whether a variable is known to be a secret by what its text is used for, whatever its name. */
export function secretReads(code: LinkedCode): (read: EnvRead) => boolean {
  const isUsed = onEachWay<true>(code, (uses, read, within) => {
    for (const given of callsGiven(code, uses, read, within, holdsKey)) if (takesSecret(given)) return true;
    return undefined;
  });
  return (read) => isUsed(read) === true;
}

function takesSecret({ call, name, index }: { readonly call: Call; readonly name: string; readonly index: number }) {
  if (TAKERS.get(name)?.includes(index)) return true;
  if (index === 1 && isHeader(call)) return true;
  return index === 0 && PRIVATE_KEY.test(name === '' ? calledAs(call) : name);
}

/** `.NewPrivateKey` of a package whose name its path does not tell. */
function calledAs({ callee }: Call): string {
  return callee.kind === 'select' ? `.${callee.name}` : '';
}

/** `r.Header.Set("Authorization", …)` */
function isHeader({ callee, args: [header] }: Call): boolean {
  if (callee.kind !== 'select' || !/^(?:Set|Add)$/.test(callee.name)) return false;
  const { operand } = callee;
  const isOfRequest = operand.kind === 'select' && operand.name === 'Header';
  return isOfRequest && header?.kind === 'string' && OF_HEADER.test(header.value);
}

/** `[]byte(key)`, `"Bearer " + key`, and what a key is decoded to. */
function holdsKey(made: Expression): boolean {
  if (made.kind === 'binary') return made.operator === '+';
  if (made.kind !== 'call') return false;
  const { callee } = made;
  return callee.kind === 'select' ? REWRITES.test(callee.name) : callee.kind !== 'name';
}
