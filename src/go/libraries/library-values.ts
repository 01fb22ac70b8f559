import {
  concatenate,
  hasHole,
  HOME_TEXT,
  isGiven,
  isKnown,
  known,
  OWN_PATH,
  type Setting,
  UNKNOWN_TEXT,
  unset,
  UNSET_TEXT,
} from '../values/setting.ts';

/** Paths of templates have a type of their own there. */
export const SAFE_TEMPLATE = 'github.com/google/safehtml/template';

const POINTED = 'To Bool String Duration Int Int32 Int64 Uint Uint16 Uint32 Uint64'.split(' ');

/** Functions that give a pointer to what they are given. */
export const POINTERS: ReadonlySet<string> = new Set([
  'github.com/samber/lo.ToPtr',
  ...['k8s.io/utils/ptr', 'k8s.io/utils/pointer', 'google.golang.org/protobuf/proto'].flatMap((path) =>
    POINTED.map((name) => `${path}.${name}`),
  ),
  ...['aws-sdk-go', 'aws-sdk-go-v2'].flatMap((sdk) => POINTED.map((name) => `github.com/aws/${sdk}/aws.${name}`)),
]);

/** Functions of the system that return an error as their second result, and hardly ever one: what stands beside it is no default. */
export const SURE: ReadonlySet<string> = new Set([
  ...['Getwd', 'Executable', 'Hostname', 'UserHomeDir', 'UserConfigDir', 'UserCacheDir'].map((name) => `os.${name}`),
  'os/user.Current',
  'path/filepath.Abs',
  'github.com/mitchellh/go-homedir.Dir',
]);

/** Joins paths, and stays below the first. */
const SECURE_JOIN = 'github.com/cyphar/filepath-securejoin.SecureJoin';

/** Functions that hand their first argument through, as far as settings are concerned. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
  ...POINTERS,
  'github.com/multiformats/go-multiaddr.NewMultiaddr',
  'github.com/multiformats/go-multiaddr.StringCast',
  'strconv.Atoi',
  'strconv.Itoa',
  'strconv.ParseInt',
  'strconv.ParseUint',
  'strconv.ParseBool',
  'strconv.ParseFloat',
  'strconv.FormatInt',
  'strconv.FormatUint',
  'time.ParseDuration',
  'strings.TrimSpace',
  'path/filepath.Clean',
  'path/filepath.Abs',
  'path/filepath.EvalSymlinks',
  'path/filepath.FromSlash',
  'path/filepath.ToSlash',
  'path.Clean',
  'github.com/mitchellh/go-homedir.Expand',
  `${SAFE_TEMPLATE}.TrustedSourceFromConstant`,
  'net.ParseIP',
  'net/url.Parse',
  'net/url.ParseRequestURI',
  'net/netip.ParseAddr',
  'net/netip.MustParseAddr',
  'net/netip.MustParseAddrPort',
  'net/netip.ParseAddrPort',
  'net.TCPAddrFromAddrPort',
  'net.UDPAddrFromAddrPort',
  'string',
  ...['int', 'uint'].flatMap((kind) => [kind, ...[8, 16, 32, 64].map((bits) => `${kind}${bits}`)]),
]);

/** Methods that give what they are called on, as far as settings are concerned. */
export const TRANSPARENT_METHODS: ReadonlySet<string> = new Set([
  ...['Addr.String', 'Addr.Unmap', 'AddrPort.String'].map((method) => `net/netip.${method}`),
  ...['IP', 'TCPAddr', 'UDPAddr'].map((type) => `net.${type}.String`),
  'net.IP.To4',
  `${SAFE_TEMPLATE}.TrustedSource.String`,
]);

const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ['os.PathSeparator', '/'],
  ['path/filepath.Separator', '/'],
  ['net.IPv4zero', '0.0.0.0'],
  ['net.IPv6zero', '::'],
  ['net.IPv6unspecified', '::'],
  ['net.IPv6loopback', '::1'],
  ['github.com/gofiber/fiber/middleware/healthcheck.LivenessEndpoint', '/livez'],
  ['github.com/gofiber/fiber/middleware/healthcheck.ReadinessEndpoint', '/readyz'],
  ['github.com/gofiber/fiber/middleware/healthcheck.StartupEndpoint', '/startupz'],
  ['github.com/ory/x/healthx.AliveCheckPath', '/health/alive'],
  ['github.com/ory/x/healthx.ReadyCheckPath', '/health/ready'],
  ['github.com/gin-contrib/pprof.DefaultPrefix', '/debug/pprof'],
  ['k8s.io/client-go/tools/clientcmd.RecommendedConfigPathEnvVar', 'KUBECONFIG'],
  ['k8s.io/client-go/tools/clientcmd.RecommendedHomeDir', '.kube'],
  ['k8s.io/client-go/tools/clientcmd.RecommendedFileName', 'config'],
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(
    (verb) => [`github.com/labstack/echo.${verb}`, verb] as const,
  ),
]);

/** Folders of a user, as the XDG Base Directory Specification has them where no variable says otherwise. */
const HOMES: ReadonlyMap<string, string> = new Map([
  ['Home', ''],
  ['ConfigHome', '/.config'],
  ['CacheHome', '/.cache'],
  ['DataHome', '/.local/share'],
  ['StateHome', '/.local/state'],
]);

/** The text of a library's constant; null where we do not know it. */
export function libraryConstant(name: string): string | null {
  const method =
    /^(?:net\/http|github\.com\/(?:gofiber\/fiber|valyala\/fasthttp|kataras\/iris))\.Method([A-Z][a-z]+)$/.exec(name);
  const home = HOMES.get(/^github\.com\/adrg\/xdg\.(\w+)$/.exec(name)?.[1] ?? '');
  if (home !== undefined) return HOME_TEXT + home;
  return method?.[1]?.toUpperCase() ?? CONSTANTS.get(name) ?? null;
}

/** Functions that {@link textFunction} knows and whose result every argument may be a part of. */
export const TEXT_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['fmt.Sprintf', 'fmt.Sprint', 'net.JoinHostPort', 'cmp.Or', 'path.Join', 'path.Dir', 'path.Base'],
  ...['path/filepath.Join', 'path/filepath.Dir', 'path/filepath.Base', SECURE_JOIN],
  ...['TrimPrefix', 'TrimSuffix', 'Trim', 'ReplaceAll', 'Replace', 'ToLower', 'ToUpper'].map(
    (name) => `strings.${name}`,
  ),
]);

type Make = (args: readonly Setting[]) => Setting | null;

const TEXT_MAKERS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ...['net.JoinHostPort', 'net/netip.AddrPortFrom', 'github.com/ory/x/configx.GetAddress'].map(
    (name): [string, Make] => [name, ([host, port]) => (host && port ? joinHostPort(host, port) : null)],
  ),
  ['net/netip.IPv4Unspecified', () => known('0.0.0.0')],
  ['net/netip.IPv6Unspecified', () => known('::')],
  ['net/netip.IPv6Loopback', () => known('::1')],
  ['net.IPv4', (args) => concatenate(args.flatMap((part, index) => (index === 0 ? [part] : [known('.'), part])))],
  ...['net.ResolveTCPAddr', 'net.ResolveUDPAddr', 'net.LookupPort'].map((name): [string, Make] => [
    name,
    ([, address]) => address ?? null,
  ]),
  ['fmt.Sprintf', ([pattern, ...values]) => (pattern ? format(pattern, values) : null)],
  ['fmt.Sprint', concatenate],
  ['cmp.Or', firstGiven],
  ['path.Join', joinPaths],
  ['path/filepath.Join', joinPaths],
  [SECURE_JOIN, joinPaths],
  [`${SAFE_TEMPLATE}.TrustedSourceJoin`, joinPaths],
  ['path.Dir', ofOne(folderOf)],
  ['path/filepath.Dir', ofOne(folderOf)],
  ['path.Base', ofOne(lastPartOf)],
  ['path/filepath.Base', ofOne(lastPartOf)],
  ['os.TempDir', () => known('/tmp')],
  ['os.Getwd', () => known('.')],
  ['os.UserHomeDir', () => ({ text: HOME_TEXT, by: [] })],
  ['github.com/mitchellh/go-homedir.Dir', () => ({ text: HOME_TEXT, by: [] })],
  ...['btcsuite/btcutil', 'btcsuite/btcd/btcutil', 'decred/dcrd/dcrutil'].map((path): [string, Make] => [
    `github.com/${path}.AppDataDir`,
    ofOne((name) => concatenate([{ text: `${HOME_TEXT}/.`, by: [] }, name])),
  ]),
  ['os.UserConfigDir', () => ({ text: `${HOME_TEXT}/.config`, by: [] })],
  ['os.UserCacheDir', () => ({ text: `${HOME_TEXT}/.cache`, by: [] })],
  ['os.Executable', () => unset(OWN_PATH)],
  ['os.ExpandEnv', ofOne((text) => (isKnown(text) && !text.text.includes('$') ? text : null))],
  ['strings.TrimPrefix', cutBy((text, part) => (text.startsWith(part) ? text.slice(part.length) : text))],
  [
    'strings.TrimSuffix',
    cutBy((text, part) => (part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text)),
  ],
  ['strings.Trim', cutBy((text, cut) => trimmed(text, cut, 'both'))],
  ['strings.TrimLeft', cutBy((text, cut) => trimmed(text, cut, 'left'))],
  ['strings.TrimRight', cutBy((text, cut) => trimmed(text, cut, 'right'))],
  ['strings.Index', numberOf((text, part) => text.indexOf(part))],
  ['strings.LastIndex', numberOf((text, part) => text.lastIndexOf(part))],
  ['strings.Count', numberOf((text, part) => (part === '' ? text.length + 1 : text.split(part).length - 1))],
  ['strings.ReplaceAll', (args) => replaced(args)],
  ['strings.Replace', (args) => replaced(args, args[3])],
  ['strings.ToLower', ofOne((text) => (isKnown(text) ? { ...text, text: text.text.toLowerCase() } : text))],
  ['strings.ToUpper', ofOne((text) => (isKnown(text) ? { ...text, text: text.text.toUpperCase() } : text))],
  ['knative.dev/pkg/webhook.PortFromEnv', ofOne((port) => ({ ...port, by: [...port.by, 'env:WEBHOOK_PORT'] }))],
]);

/** Functions of libraries that make text of texts, which are asked for only then; null for all others. */
export function textFunction(name: string, args: () => readonly Setting[]): Setting | null {
  return TEXT_MAKERS.get(name)?.(args()) ?? null;
}

function ofOne(make: (text: Setting) => Setting | null): Make {
  return ([text]) => (text ? make(text) : null);
}

function cutBy(cut: (text: string, part: string) => string): Make {
  return ([text, part]) => (text && part ? trim(text, part, cut) : null);
}

/** A number that two texts give, where both are known; of others than ASCII Go counts bytes. */
function numberOf(count: (text: string, part: string) => number): Make {
  return ([text, part]) => {
    if (!text || !part) return null;
    const { by } = concatenate([text, part]);
    if (!isKnown(text) || !isKnown(part) || /[^\0-\x7f]/.test(text.text)) return { text: UNKNOWN_TEXT, by };
    return { text: String(count(text.text, part.text)), by, numeric: true };
  };
}

/** What the working directory is called, only whoever runs the program knows. */
function lastPartOf(path: Setting): Setting | null {
  if (!isKnown(path) || /^\.*$/.test(path.text)) return null;
  return { ...path, text: path.text.replace(/^.*\/(?=.)/s, '') };
}

function trimmed(text: string, cut: string, side: 'both' | 'left' | 'right'): string {
  let [start, end] = [0, text.length];
  if (side !== 'right') while (start < end && cut.includes(text.charAt(start))) start++;
  if (side !== 'left') while (end > start && cut.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** `most` is how many are replaced; all where it is negative. */
function replaced([text, from, to]: readonly Setting[], most: Setting = known('-1')): Setting | null {
  if (!text || !from || !to) return null;
  if (![text, from, to, most].every(isKnown)) return { text: UNKNOWN_TEXT, by: text.by };
  let left = Number(most.text);
  return { ...text, text: text.text.replaceAll(from.text, (whole) => (left-- === 0 ? (left++, whole) : to.text)) };
}

function joinHostPort(host: Setting, port: Setting): Setting {
  return concatenate(host.text.includes(':') ? [known('['), host, known(']:'), port] : [host, known(':'), port]);
}

/** Results of `net.SplitHostPort`: host and port. */
export function splitHostPort({ text, by }: Setting, index: number): Setting {
  const [, host, port] = /^\[?(.*?)\]?:([^:\]]*)$/s.exec(text) ?? [];
  return { text: (index === 0 ? host : port) ?? UNKNOWN_TEXT, by };
}

/** Results of `filepath.Split`: folder and name. */
export function splitPath(path: Setting, index: number): Setting {
  const slash = path.text.lastIndexOf('/') + 1;
  return { ...path, text: index === 0 ? path.text.slice(0, slash) : path.text.slice(slash) };
}

/** `%s`, `%d`, `%v`, `%q` left to right; any other verb leaves the whole open. */
function format(pattern: Setting, values: readonly Setting[]): Setting {
  const by = concatenate([pattern, ...values]).by;
  if (!isKnown(pattern)) return { text: UNKNOWN_TEXT, by };
  let next = 0;
  const text = pattern.text.replace(/%(.?)/gs, (_whole, verb: string) => {
    if (verb === '%') return '%';
    if (!'sdv'.includes(verb) || verb === '') return UNKNOWN_TEXT;
    return values[next++]?.text ?? UNKNOWN_TEXT;
  });
  return { text, by };
}

/** `cmp.Or`: the first that is not empty. */
export function firstGiven(values: readonly Setting[]): Setting {
  const by: string[] = [];
  for (const value of values) {
    by.push(...value.by);
    if (value.text === '' || isGiven(value)) continue;
    return { text: value.text, by: [...new Set(by)] };
  }
  return { text: by.length > 0 ? UNSET_TEXT : '', by: [...new Set(by)] };
}

/** As Go cleans paths; a hole is an element like any other, except that `..` does not undo it. */
function joinPaths(parts: readonly Setting[]): Setting {
  const [first] = parts;
  // Where the folder is not set, what lies in it is nowhere as yet.
  const isOpen = first?.text === '' && parts.length > 1;
  const given = [...(isOpen ? [{ ...first, text: UNSET_TEXT }] : []), ...parts.filter(({ text }) => text !== '')];
  const { text } = concatenate(given.flatMap((part, index) => (index === 0 ? [part] : [known('/'), part])));
  const { by } = concatenate(parts);
  const kept: string[] = [];
  for (const element of text.split('/')) {
    if (element === '' || element === '.') continue;
    const last = kept.at(-1);
    if (element === '..' && last !== undefined && last !== '..' && !hasHole(last)) kept.pop();
    else kept.push(element);
  }
  const joined = (text.startsWith('/') ? '/' : '') + kept.join('/');
  return { text: joined === '' && text !== '' ? '.' : joined, by };
}

/** The folder of a path. The program's own path lies where it runs, as far as an image is concerned. */
function folderOf(path: Setting): Setting {
  if (path.text === UNSET_TEXT && path.by.length === 1 && path.by[0] === OWN_PATH) return { text: '.', by: [OWN_PATH] };
  // What somebody must name first lies where that is.
  if (path.text === '' && path.by.length > 0) return { text: UNKNOWN_TEXT, by: path.by };
  const slash = path.text.lastIndexOf('/');
  if (slash < 0) return isKnown(path) ? { ...path, text: '.' } : { text: UNKNOWN_TEXT, by: path.by };
  return { ...path, text: path.text.slice(0, slash) || '/' };
}

function trim(value: Setting, part: Setting, cut: (text: string, part: string) => string): Setting {
  if (!isKnown(part)) return { text: UNKNOWN_TEXT, by: value.by };
  return isKnown(value) ? { ...value, text: cut(value.text, part.text) } : value;
}

/** What functions make of the one text that they are handed. */
export const TEXT_CHANGES: ReadonlyMap<string, (text: string) => string> = new Map([
  ['string', (text: string) => text],
  ['strings.TrimSpace', (text: string) => text.trim()],
  ['strings.ToUpper', (text: string) => text.toUpperCase()],
  ['strings.ToLower', (text: string) => text.toLowerCase()],
]);
