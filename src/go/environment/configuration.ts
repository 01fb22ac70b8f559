import type { Site, Use } from '../code/code-index.ts';
import { evaluate, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { structsBehind } from '../code/structs-behind.ts';
import { callsOf } from '../file-use/file-calls.ts';
import { decoderOfFile, FILE_DECODERS, type FileDecoder } from '../libraries/file-decoders.ts';
import type { Configuration, ConfigurationKey } from '../configuration-file.ts';
import type { EnvType } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { type DecodedPath, decodedPaths } from '../values/decoded-paths.ts';
import { embeddedDocument } from '../values/embedded-documents.ts';
import { isKnown } from '../values/setting.ts';
import { shapeOf } from './configuration-shape.ts';
import { envTypeOf } from './env-types.ts';
import { viperConfiguration } from './viper-configuration.ts';

const VIPER = 'github.com/spf13/viper';
/** What reads configuration by keys that are not gathered here. */
const OTHERS =
  /^(?:github\.com\/knadh\/koanf|gopkg\.in\/ini|github\.com\/(?:go-ini\/ini|hashicorp\/hcl|spf13\/viper|ory\/x|micro\/go-micro|gookit\/config|olebedev\/config|uber-go\/config)|go\.uber\.org\/config)/;
const MOST_KEYS = 1000;

/** All that the program's one configuration file may say; null where there are several, or not all of it is known. */
export function findConfiguration(code: LinkedCode): Configuration | null {
  const decoded = decodedFile(code);
  const others = [...code.externals].filter((path) => OTHERS.test(path));
  const found =
    others.length === 0
      ? decoded
      : decoded === null && others.every((path) => path === VIPER)
        ? viperConfiguration(code)
        : null;
  return found && found !== 'open' && countOf(found.keys) <= MOST_KEYS ? found : null;
}

function countOf(keys: readonly ConfigurationKey[]): number {
  return keys.reduce((sum, { value }) => sum + 1 + (value.kind === 'section' ? countOf(value.keys) : 0), 0);
}

interface DecodedFile {
  readonly decoder: FileDecoder;
  readonly name: string;
  readonly use: Use<Call>;
  /** The structs that it fills. */
  readonly types: readonly string[];
  /** The path of the file; absent where the text is not seen to be one's. */
  readonly path?: DecodedPath;
}

/** The one file that the program decodes; null: none, `open`: several, or one whose struct is out of sight. */
function decodedFile(code: LinkedCode): Configuration | 'open' | null {
  const all = [...callsOf(code, FILE_DECODERS)].flatMap(({ name, call, site, guard }) =>
    decodedBy(name, { expression: call, site, guard }, code),
  );
  const [first] = all.filter(({ path }) => path);
  if (!first?.path) return all.length > 0 ? 'open' : null;
  const types = new Set(all.flatMap((one) => one.types));
  const [type] = first.types;
  const paths = new Set(all.flatMap(({ path }) => path?.expression ?? []));
  if (type === undefined || types.size > 1 || paths.size > 1 || all.some((one) => one.types.length === 0))
    return 'open';
  const { decoder, use, path } = first;
  const isJson = decoder.tag === 'json';
  const shape = shapeOf(code, type, { tag: decoder.tag, typeOf: isJson ? typeInJson : envTypeOf });
  if (shape.kind !== 'section') return 'open';
  const { text, by } = evaluate(path.expression, path.context);
  return {
    path: isKnown({ text, by }) && text !== '' ? text : null,
    configuredBy: by,
    ...(all.every((one) => isStrict(one, code)) && { isStrict: true }),
    ...(isJson && { ignoresCase: true }),
    keys: shape.keys,
    ...placeOf(use.site.file, use.expression),
  };
}

/** A call of a decoder; none where it is for a request, or for what is part of the program. */
function decodedBy(name: string, use: Use<Call>, code: LinkedCode): DecodedFile[] {
  const any = FILE_DECODERS.get(name);
  const target = any && use.expression.args[any.target];
  if (!any || !target) return [];
  const context = questionAt(code, use.site);
  const [path] = decodedPaths(any, use.expression, context);
  if (!path && (any.mayBeRequest === true || embeddedDocument(textOf(any, use.expression), context) !== null))
    return [];
  const decoder = decoderOfFile(any, path ? evaluate(path.expression, path.context).text : '');
  if (!decoder) return [];
  return [{ decoder, name, use, types: [...new Set(structsBehind(code, target, use.site))], ...(path && { path }) }];
}

function textOf({ text, path }: FileDecoder, { args }: Call): Expression | undefined {
  return args[text ?? path ?? -1];
}

/** Calls by which a decoder refuses keys that it does not know. */
const STRICT = ['KnownFields', 'DisallowUnknownFields', 'SetStrict', 'Strict', 'DisallowUnknownField'];

function isStrict({ name, use }: DecodedFile, code: LinkedCode): boolean {
  if (name.endsWith('.UnmarshalStrict')) return true;
  return STRICT.some((method) => code.calls(method).some(({ site }) => isSamePlace(site, use.site)));
}

function isSamePlace(site: Site, other: Site): boolean {
  return site.fn !== null && site.fn === other.fn;
}

/** In JSON a duration is a number of nanoseconds. */
function typeInJson(type: string): EnvType | undefined {
  const parsed = envTypeOf(type);
  return parsed === 'duration' ? 'int' : parsed;
}
