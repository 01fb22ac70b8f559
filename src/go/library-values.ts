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
} from './setting.ts';

/** Paths of templates have a type of their own there. */
export const SAFE_TEMPLATE = 'github.com/google/safehtml/template';

/** Functions that hand their first argument through, as far as settings are concerned. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
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
  ...['path/filepath.Join', 'path/filepath.Dir', 'path/filepath.Base'],
  ...['TrimPrefix', 'TrimSuffix', 'Trim', 'ReplaceAll', 'Replace', 'ToLower', 'ToUpper'].map(
    (name) => `strings.${name}`,
  ),
]);

/** Functions of the standard library that make text of texts; null for all others. */
export function textFunction(name: string, args: readonly Setting[]): Setting | null {
  const [first, second] = args;
  switch (name) {
    case 'net.JoinHostPort':
    case 'net/netip.AddrPortFrom':
    case 'github.com/ory/x/configx.GetAddress':
      return first && second ? joinHostPort(first, second) : null;
    case 'net/netip.IPv4Unspecified':
      return known('0.0.0.0');
    case 'net/netip.IPv6Unspecified':
      return known('::');
    case 'net/netip.IPv6Loopback':
      return known('::1');
    case 'net.IPv4':
      return concatenate(args.flatMap((part, index) => (index === 0 ? [part] : [known('.'), part])));
    case 'net.ResolveTCPAddr':
    case 'net.ResolveUDPAddr':
    case 'net.LookupPort':
      return second ?? null;
    case 'fmt.Sprintf':
      return first ? format(first, args.slice(1)) : null;
    case 'fmt.Sprint':
      return concatenate(args);
    case 'cmp.Or':
      return firstGiven(args);
    case 'path.Join':
    case 'path/filepath.Join':
    case `${SAFE_TEMPLATE}.TrustedSourceJoin`:
      return joinPaths(args);
    case 'path.Dir':
    case 'path/filepath.Dir':
      return first ? folderOf(first) : null;
    case 'path.Base':
    case 'path/filepath.Base':
      // What the working directory is called, only whoever runs the program knows.
      return first && isKnown(first) && !/^\.*$/.test(first.text)
        ? { ...first, text: first.text.replace(/^.*\/(?=.)/s, '') }
        : null;
    case 'os.TempDir':
      return known('/tmp');
    case 'os.Getwd':
      return known('.');
    case 'os.UserHomeDir':
    case 'github.com/mitchellh/go-homedir.Dir':
      return { text: HOME_TEXT, by: [] };
    case 'os.UserConfigDir':
      return { text: `${HOME_TEXT}/.config`, by: [] };
    case 'os.UserCacheDir':
      return { text: `${HOME_TEXT}/.cache`, by: [] };
    case 'os.Executable':
      return unset(OWN_PATH);
    case 'os.ExpandEnv':
      return first && isKnown(first) && !first.text.includes('$') ? first : null;
    case 'strings.TrimPrefix':
      return first && second
        ? trim(first, second, (text, part) => (text.startsWith(part) ? text.slice(part.length) : text))
        : null;
    case 'strings.TrimSuffix':
      return first && second
        ? trim(first, second, (text, part) => (part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text))
        : null;
    case 'strings.Trim':
    case 'strings.TrimLeft':
    case 'strings.TrimRight':
      return first && second ? trim(first, second, (text, cut) => trimmed(text, cut, name)) : null;
    case 'strings.ReplaceAll':
      return replaced(args);
    case 'strings.Replace':
      return replaced(args, args[3]);
    case 'strings.ToLower':
      return first && isKnown(first) ? { ...first, text: first.text.toLowerCase() } : (first ?? null);
    case 'strings.ToUpper':
      return first && isKnown(first) ? { ...first, text: first.text.toUpperCase() } : (first ?? null);
    default:
      return null;
  }
}

function trimmed(text: string, cut: string, name: string): string {
  let [start, end] = [0, text.length];
  if (name !== 'strings.TrimRight') while (start < end && cut.includes(text.charAt(start))) start++;
  if (name !== 'strings.TrimLeft') while (end > start && cut.includes(text.charAt(end - 1))) end--;
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
  const slash = path.text.lastIndexOf('/');
  if (slash < 0) return isKnown(path) ? { ...path, text: '.' } : { text: UNKNOWN_TEXT, by: path.by };
  return { ...path, text: path.text.slice(0, slash) || '/' };
}

function trim(value: Setting, part: Setting, cut: (text: string, part: string) => string): Setting {
  if (!isKnown(part)) return { text: UNKNOWN_TEXT, by: value.by };
  return isKnown(value) ? { ...value, text: cut(value.text, part.text) } : value;
}
