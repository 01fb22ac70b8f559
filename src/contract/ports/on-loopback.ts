import { finalStage } from '../../dockerfile/stages/final.ts';
import type { EnvVariable, Listener, Program } from '../../go/project.ts';
import type { ScalarField } from '../../kubernetes/model.ts';
import { changesOf, type EditIn } from '../changes.ts';
import type { Contract, ContractContainer, ContractImage } from '../contract.ts';
import type { EffectiveListener } from './effective-listener.ts';
import { type Fault, type FilePlace, type Repair, type Side } from '../fault.ts';
import { handOnAllAddresses, listenOnAllAddresses } from '../go-edits/listen-address.ts';
import { isLoopback } from '../../go/loopback.ts';
import { listenEverywhere } from './listener-settings.ts';
import { type ConfigurationText, quotedAs, rewritten, textsBelow } from '../configuration/configuration-text.ts';
import { flagWords } from '../flags/flag-words.ts';
import { sourceFilesOf } from '../source-files.ts';
import { placesOf } from '../variables/variable-place.ts';

/** The listener of a port that hears the container itself only; undefined where another hears all, or none is known. */
export function loopbackAt(port: number, listeners: readonly EffectiveListener[]): EffectiveListener | undefined {
  const here = listeners.filter((each) => each.port === port);
  return here.every(({ bind }) => bind === 'loopback') ? here[0] : undefined;
}

/** A port that is declared to the outside while what listens on it hears the container itself only. */
export function onLoopback(
  { file, start, end }: FilePlace,
  local: EffectiveListener,
  program: Program,
  contract: Contract,
  container?: ContractContainer,
): Fault & { readonly sides: readonly [Side, Side, ...Side[]] } {
  const port = local.port ?? 0;
  const { name } = program;
  const [set, ...more] = container ? bindingSettings(local, container).map((one) => bound(one, name, port)) : [];
  const place = set ? local.listener : bindingInSource(local, program, contract);
  const source: Side = {
    ...{ file: place.file, start: place.start, end: place.end },
    message: ['In a container nothing outside reaches {0} on loopback', port],
  };
  const asked: Side = {
    ...{ file, start, end },
    message: ['`{0}` listens on loopback only: nothing outside the container reaches {1}', name, port],
  };
  return {
    sides: [asked, set ?? source, ...more],
    // What a setting does is none of the source's faults.
    ...(set && { related: [source] }),
    repairs: repairsOf(local, program, contract, container),
  };
}

interface BindingSetting extends FilePlace {
  /** Of the variable, of the flag with its dashes, or of the key with its sections. */
  readonly name: string;
}

function bound({ name, file, start, end }: BindingSetting, program: string, port: number): Side {
  return {
    file,
    start,
    end,
    message: ['`{0}` lets `{1}` hear loopback only, where {2} is asked for', name, program, port],
  };
}

/** Where a manifest, or the image, writes the loopback address that a listener takes. */
function bindingSettings({ listener }: EffectiveListener, container: ContractContainer): BindingSetting[] {
  const { environment, image } = container;
  return listener.configuredBy.flatMap((by): BindingSetting[] => {
    const name = by.slice(by.indexOf(':') + 1);
    if (by.startsWith('env:')) {
      const set = environment.variables.get(name);
      if (!set) return image && !environment.mayBeSet(name) ? bindingInImage(name, image) : [];
      const binding = placesOf(set, container).filter(({ text }) => text !== null && bindsToLoopback(text));
      return binding.map(({ file, value: { start, end } }) => ({ name, file, start, end }));
    }
    if (by.startsWith('config:')) {
      return bindingKeys(name, container).map(({ configuration: { file, placeOf }, field }) => {
        return { name, file, ...placeOf(field) };
      });
    }
    const words = by.startsWith('flag:') ? flagWords(name, container) : [];
    return words.filter(({ value }) => bindsToLoopback(value));
  });
}

/** Where the image sets a variable to a loopback address. */
function bindingInImage(name: string, { file, dockerfile }: ContractImage): BindingSetting[] {
  const set = finalStage(dockerfile)?.env.get(name);
  return set?.value !== undefined && bindsToLoopback(set.value) ? [{ name, file, ...set.range }] : [];
}

/** Where its configuration file has a loopback address for a key. */
function bindingKeys(key: string, { configuration: all = [] }: ContractContainer): BindingKey[] {
  return all.flatMap((configuration) =>
    [...textsBelow(configuration.root)].flatMap(({ path, field }) => {
      const isBinding = path.toLowerCase() === key.toLowerCase() && bindsToLoopback(String(field.value));
      return isBinding ? [{ configuration, field }] : [];
    }),
  );
}

interface BindingKey {
  readonly configuration: ConfigurationText;
  readonly field: ScalarField;
}

/** Lets the configuration file name all addresses. */
function everywhereInFile({ listener }: EffectiveListener, container: ContractContainer): Repair[] {
  const keys = listener.configuredBy.filter((by) => by.startsWith('config:')).map((by) => by.slice('config:'.length));
  return keys.flatMap((key) =>
    bindingKeys(key, container).flatMap(({ configuration, field }) => {
      const [port] = /:\d{1,5}$/.exec(String(field.value)) ?? [];
      const next = port === undefined ? quotedAs(configuration, field, '0.0.0.0') : JSON.stringify(port);
      return rewritten(configuration, field, ['Set `{0}` to `{1}`', key, next], next);
    }),
  );
}

/** Where the source has the loopback address: a text in place, or what a variable is by default. */
function bindingInSource({ listener }: EffectiveListener, program: Program, contract: Contract): FilePlace {
  const { env } = program;
  const written = editInSource(listener, program, contract);
  if (written) return { file: written.file, start: written.edit.start, end: written.edit.end };
  const isBinding = ({ name, default: fallback }: EnvVariable) =>
    listener.configuredBy.includes(`env:${name}`) && fallback !== null && bindsToLoopback(fallback);
  return env.find(isBinding) ?? listener;
}

/** Where it listens, or, if no setting has a say, where the address is handed on to it. */
function editInSource(listener: Listener, program: Program, { go, sourceOf }: Contract): EditIn | undefined {
  const here = listenOnAllAddresses(listener, sourceOf(listener.file));
  if (here || listener.configuredBy.length > 0 || listener.certainty !== 'known') return here;
  const files = sourceFilesOf(program, go).flatMap((file) => {
    const source = sourceOf(file);
    return source === undefined || !file.endsWith('.go') ? [] : [[file, source] as const];
  });
  return handOnAllAddresses(listener, files);
}

function bindsToLoopback(address: string): boolean {
  return isLoopback(address.replace(/:\d{1,5}$/, ''));
}

function repairsOf(
  local: EffectiveListener,
  program: Program,
  contract: Contract,
  container: ContractContainer | undefined,
): Repair[] {
  const { listener } = local;
  const set = container && listenEverywhere(local, container, contract);
  const setting = changesOf([set?.edit]);
  const source = changesOf([editInSource(listener, program, contract)]);
  return [
    ...(set && setting ? [{ title: set.title, changes: setting }] : []),
    ...(container ? everywhereInFile(local, container) : []),
    ...(source ? [{ title: ['Listen on all addresses'] as const, changes: source }] : []),
  ];
}
