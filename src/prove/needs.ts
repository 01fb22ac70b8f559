import type { Message } from '../words/message.ts';

export interface Need {
  readonly words: Message;
  /** The file that is missing, where it is one: whether the image should have it, the project tells. */
  readonly file?: string;
}

/**
 * What a program lacks that is no part of its image, as its last words tell: a database, a name, a file to mount, a
 * variable, an argument. Undefined where they tell of nothing such. The first line that tells decides: what follows is
 * mostly its consequence. `ended`: nothing came after the last line, which then says why, at whatever level.
 */
export function missingDependency(lines: readonly string[], ended = false): Need | undefined {
  const last = ended ? lines.findLast((line) => line.trim() !== '') : undefined;
  for (const line of lines) {
    // In a log of JSON.
    const said = line.replaceAll('\\"', '"');
    for (const [pattern, tell] of SIGNS) {
      const match = pattern.exec(said);
      const told = match && tell(match);
      if (!told) continue;
      if (!isNeed(told)) return { words: told };
      // A file that is looked for and not found ends nobody who says so by the way.
      if (line === last || !BY_THE_WAY.test(line)) return told;
    }
  }
  const unset = last === undefined ? undefined : (UNSET.exec(last) ?? WANTS.exec(last))?.[1];
  return unset === undefined ? undefined : { words: setting(unset) };
}

/** Where a message begins: alone on its line, or behind the time, the level and what it is about. */
const BEGINS = /(?:^|[\]:"] |\d\d )(?:error: |fatal: )?/;
/** `no webhook url configured` */
const NONE_GIVEN = /no [a-z][\w -]{0,40}(?:specified|configured|provided|given|set)/;
/** The words of `bot token not provided` and `the api key must be set`. */
const SETTING = /[a-z][\w'"`-]*(?: [\w'"`-]+){0,6}/;
const IS_NOT = /(?:should|must|has to|have to|needs to|need to) be|(?:is|are|was|were) not|isn't|not|cannot be/;
const GIVEN = /set|setted|specified|provided|given|configured|defined|empty|blank/;

/** What only the last word of a program that ended says of why it did: another may go on without. */
const UNSET = new RegExp(
  `${BEGINS.source}(${NONE_GIVEN.source}|${SETTING.source} (?:${IS_NOT.source}) (?:${GIVEN.source}))[\\s.!"']*$`,
  'i',
);

/** `need pairs of path and command`; what of the image it wants is no setting. */
const WANTS = new RegExp(
  `${BEGINS.source}((?:needs?|requires?) (?!\\S*(?:template|static|asset|migration|module|file|folder|director))[a-z][^\\n]*)$`,
  'i',
);

/** Levels of log lines: `INFO [11-27|…]`, `level=debug`, `"level":"info"`. */
const BY_THE_WAY = /^\W*(?:INFO|DEBUG|TRACE)\b|\b(?:level|lvl|severity)"?[=:] ?"?(?:info|debug|trace)\b/i;

function isNeed(told: Message | Need): told is Need {
  return !Array.isArray(told);
}

const SIGNS: readonly (readonly [RegExp, (match: RegExpExecArray) => Message | Need | undefined])[] = [
  [
    /unable to load in-cluster configuration|KUBERNETES_SERVICE_HOST|stat .*\.kube\/config|no configuration has been provided, try setting KUBERNETES_MASTER|\/var\/run\/secrets\/kubernetes\.io\/serviceaccount/,
    () => ['It needs a Kubernetes cluster'],
  ],
  [
    /(lookup ([^\s:]+)(?: on [^\s:]+(?::\d+)?)?: (?:no such host|server misbehaving|Temporary failure|i\/o timeout|device or resource busy|Try again))/i,
    // `host=` and nothing behind it: the next word is taken for the host.
    ([, said = '', host = '']) =>
      host.includes('=') ? setting(said) : ['It needs the host `{0}`, which is not known here', host],
  ],
  [
    /dial unix (\S+?): connect: (?:no such file or directory|connection refused|permission denied)/,
    ([, socket = '']) => ['It needs the socket `{0}`', socket],
  ],
  [
    /(?:dial|connect(?:ing|ion)?)[^\n]*?(?:tcp|udp)?\s*(\[?[\w.:-]*?\]?):(\d{1,5}):? (?:connect: )?(?:connection refused|i\/o timeout|no route to host|network is unreachable|operation timed out)/i,
    ([, host = '', port = '']) => service(host, port),
  ],
  [/connection refused[^\n]*?([\w.-]+):(\d{2,5})/i, ([, host = '', port = '']) => service(host, port)],
  [
    /required key (\w+) missing value|(?:env(?:ironment)? ?(?:variable)?s?|variable)[ "'`:]+\$?(\w+)["'`]* (?:is|are|was|must be|has) (?:not (?:set|defined|found|present)|required|missing|empty|unset|set)/i,
    ([, first, second]) => variable(first ?? second),
  ],
  [
    /(?:required|missing|must set|must be set|not set|no value for|please set|unset)[^\n]*?(?:env(?:ironment)?(?: ?var(?:iable)?s?)?)[ "'`:$]*([A-Z][A-Z0-9_]{2,})/i,
    ([, name]) => variable(name),
  ],
  [
    /\$?\b([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z]{4,})\b["'`]* (?:is|are|was|must be|has) (?:not (?:been )?(?:set|defined|found|present|provided|specified)|required|missing|empty|unset|set\b)/,
    ([, name]) => variable(name),
  ],
  [
    /(?:[Mm]ust|MUST|[Nn]eed to|[Hh]ave to|[Pp]lease) (?:provide|set|specify|define|export|supply)\b[^\n]*?["'`$\s]([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/,
    ([, name]) => variable(name),
  ],
  [
    /\b(?:must|have to|need to|please) (?:provide|set|specify|define|supply|pass|give) (?:an? |the )?["'`]?(-{1,2}[a-z][\w.-]*)(?![\w.-]|["'`]?(?:,| or | and |\/| -))/i,
    ([, name]) => flag(name),
  ],
  [
    /\b((?:must|have to|need to|please) (?:provide|set|specify|define|supply|pass)\b[^\n]*?\b(?:parameter|option|flag|argument|setting)s?\b[^\n]*)/i,
    ([, said = '']) => setting(said),
  ],
  [
    /required flag\(s\) ("[^\n]+") not set|required flags? "?([\w, -]+?)"? (?:not set|not provided|is not set)|(?:flag|option)s? [`'"]?(-{0,2}[\w-]+)[`'"]? (?:is|are) (?:required|missing)|required flag (--[\w-]+) not provided|missing flags?: (--[^\s,]+)/i,
    ([, a, b, c, d, e]) => flag(a ?? b ?? c ?? d ?? e),
  ],
  [
    /(?:^|[\]:] |\bplease )((?:supply|provide|specify)\b[^\n]*?[\s`'"(=]-{1,2}[a-z][\w.-]*\b[^\n]*)/i,
    ([, said = '']) => setting(said),
  ],
  [
    /((?:could not|couldn't|cannot|can't|failed to|no) [^\n:"]*\b(?:in|from|on) (?:the )?(?:CLI|command[- ]line) (?:arg(?:ument)?|flag|option|parameter)s?\b[^\n"]*)/i,
    ([, said = '']) => setting(said),
  ],
  // Which of several it is, nobody can tell.
  [
    /((?:-{1,2}[a-z][\w.-]*(?:,? (?:and|or) |, ))+-{1,2}[a-z][\w.-]* (?:is|are|must be) (?:required|missing|set|given|provided))/i,
    ([, said = '']) => setting(said),
  ],
  [
    /(?:^|[\s:"'`])(-{1,2}[a-z][\w.-]*)["'`]? (?:(?:flag|option|argument|parameter) )?(?:(?:is|are|was) (?:required|mandatory|missing|empty|not (?:set|specified|provided|given))|(?:must be|has to be) (?:set|specified|provided|given))/i,
    ([, name]) => flag(name),
  ],
  [
    /(?:required argument|missing (?:required )?arguments?|requires at least \d+ arg|accepts \d+ arg\(s\), received 0|not enough arguments|expected (?:"?[^\n]*one of|"?<[\w-]+>)|\busage: [^\s<[]+ <[\w-]+>)/i,
    () => ['It needs arguments: its manifest or ENTRYPOINT names none'],
  ],
  [
    /\b(?:open|stat|read|lstat|load(?:ing)?|find(?:ing)?)\b[^\n]*?["'`\s]((?:[\w.~-]*\/)*[\w.-]+\.[A-Za-z]{2,10}|\/[\w./-]+)["'`]?: (?:no such file or directory|file does not exist|The system cannot find)/,
    ([, file = '']) => fileNeeded(file),
  ],
  [/["'`](\/[\w./-]+)["'`]*:? does not exist/, ([, file = '']) => fileNeeded(file)],
  [/\bpath '([\w.-][\w./-]*)' does not exist/, ([, file = '']) => fileNeeded(file)],
  // A path that no setting gives.
  [
    /((?:open|l?stat) : no such file or directory|(?:read|load|open)(?:ing)? (?:the )?config(?:uration)?(?: file)? (?:at|from|in) (?::|""|'')[^\n]*)/i,
    ([, said = '']) => setting(said),
  ],
  // What os.Open and its like say, whatever the program puts before it without a blank.
  [/(?:open|l?stat) ([\w./-]+): no such file or directory/, ([, file = '']) => fileNeeded(file)],
  [
    /\b(?:can(?:not|'t| not)|could(?: not|n't)|unable to|failed to) (?:find|locate) (?:an? |any |the )?config(?:uration)?(?: ?file)?\b/i,
    () => ['It needs a configuration file'],
  ],
  [
    /(?:config(?:uration)?)[^\n]*?(?:file)?[^\n]*?(?:not found|does not exist|no such file|missing|is required|must be specified|Not Found in)/i,
    () => ['It needs a configuration file'],
  ],
  [
    /(?:could not find default credentials|NoCredentialProviders|no EC2 IMDS role found|failed to refresh cached credentials)/i,
    () => ['It needs credentials of a cloud'],
  ],
  [
    /((?:could ?n(?:o|')t|cannot|can't|unable to|failed to) (?:load|read|open|find) (?:any |the |your )?(?:[\w-]+ ){0,2}?(?:config(?:uration)?|settings|hooks?|rules?|certificates?|credentials|licen[cs]e|keys?)(?: files?)?(?: from files?)?)\b/i,
    ([, said = '']) => setting(said),
  ],
  [
    /\b(?:requires?|needs?) (?:to (?:be )?run as )?root\b(?: (?:privileges|permissions|rights|access))?|\bmust (?:be )?run (?:as|with) root\b/i,
    () => ['It needs the rights of root, which its manifests do not give'],
  ],
  [/bind: (?:address already in use)/, () => undefined],
  [
    /\b(?:error|fatal|panic)\b[^\n]*?((?:invalid (?:configuration|config|settings|options|flags|arguments)|no [\w -]{1,40} (?:specified|configured|provided|given)|must (?:have|specify|provide|set|be set)|at least one [\w -]{1,40} (?:required|must be))\b[^\n]*)/i,
    ([, said = '']) => setting(said),
  ],
  [
    /\b(missing (?:required )?(?:setting|option|parameter|configuration|value|field)s?\b:? *["'`]?[\w-][^\n]*)/i,
    ([, said = '']) => setting(said),
  ],
  // What of the image is missing is none of its settings.
  [
    /(?:^|[\]:\d"] ?)(missing (?!\S*(?:template|static|asset|migration|module|package|file|folder|director|index))[a-z]+(?: [\w-]+){0,2})["'.!]*$/i,
    ([, said = '']) => setting(said),
  ],
  [
    /(?:^|[\s:])([a-z][\w"'`/-]*(?:[ ,]+[\w"'`/-]+){0,7} (?:is|are) required)[\s.!]*$/i,
    ([, said = '']) => setting(said),
  ],
];

/** Names by the port that a service usually has. */
const SERVICES: Readonly<Record<string, string>> = {
  2181: 'ZooKeeper',
  2379: 'etcd',
  3306: 'MySQL',
  4222: 'NATS',
  4317: 'OpenTelemetry',
  4318: 'OpenTelemetry',
  5432: 'PostgreSQL',
  5672: 'RabbitMQ',
  6379: 'Redis',
  8086: 'InfluxDB',
  8125: 'StatsD',
  8200: 'Vault',
  8500: 'Consul',
  9000: 'ClickHouse',
  9042: 'Cassandra',
  9090: 'Prometheus',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  11211: 'memcached',
  26257: 'CockroachDB',
  27017: 'MongoDB',
};

function service(host: string, port: string): Message {
  const address = `${host}:${port}`;
  const name = SERVICES[port];
  return name === undefined
    ? ['It needs a service at `{0}`, where nothing answers', address]
    : ['It needs {0}: nothing answers at `{1}`', name, address];
}

function setting(said: string): Message {
  return ['It needs a setting: it says `{0}`', said.trim().slice(0, 200)];
}

function variable(name: string | undefined): Message | undefined {
  return name === undefined || /^(?:ERROR|FATAL|WARN|WARNING|INFO|PANIC|DEBUG|HTTP|HTTPS|JSON|YAML|TLS)$/.test(name)
    ? undefined
    : ['It needs the variable `{0}`', name];
}

function flag(names: string | undefined): Message | undefined {
  return names === undefined ? undefined : ['It needs the flag {0}', names.replaceAll('"', '`')];
}

function fileNeeded(file: string): Need | undefined {
  // What the kernel or the runtime looks for is none of the program's configuration.
  if (/^\/(?:proc|sys|dev)\//.test(file)) return undefined;
  return { words: ['It needs the file `{0}`', file], file };
}
