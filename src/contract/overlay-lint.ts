import { lintMade } from '../kubernetes/lint.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { ManifestRule } from '../kubernetes/subject.ts';
import type { PatchChange } from '../kubernetes/overlaid/merge.ts';
import type { RenderedOverlay } from '../kubernetes/overlaid/rendered-overlay.ts';
import type { Finding } from '../lint/finding.ts';
import type { FileChange } from '../lint/fix.ts';
import { byPosition, lint } from '../lint/lint.ts';
import type { Range, Related, Report, Rule } from '../lint/rule.ts';
import type { LintSettings } from '../lint/settings.ts';
import { silence } from '../lint/silence.ts';
import { lazily } from '../go/incremental/lazily.ts';
import type { Contract, JoinedOverlay } from './contract.ts';
import { type Fault, type FilePlace, type Repair, reportsIn, type Side } from './fault.ts';
import { type ContractFile, type ContractLint, createContractLint, suppressionsOf } from './lint.ts';
import { fixIn } from './overlay-fixes.ts';
import type { ContractRule } from './rule.ts';
import { contractRules } from './rules/index.ts';
import type { FoundFault } from './subject.ts';

/** One that changes something: a kustomization, a patch, or what a kustomization takes variables from. */
export interface ChangingFile {
  readonly file: string;
  readonly text: string;
  readonly parsed: ContractFile;
}

/** What the rules across files say of what an overlay makes, where its patches are the cause. */
export interface OverlayLint {
  readonly joined: JoinedOverlay;
  readonly findings: (file: ChangingFile, settings: LintSettings) => readonly Finding[];
  /** Only what rules about manifests alone say. */
  readonly ofManifests: (file: ChangingFile, settings: LintSettings) => readonly Finding[];
  /** Beside the manifests, in Go source or about an image: the other sides of what stands in a patch. */
  readonly beside: (
    file: ContractFile,
    changing: readonly ChangingFile[],
    settings: LintSettings,
  ) => readonly Finding[];
  /** What of it is more than advice, as it is joined. `changing`: the files that change something; `foundIn`: what is found there. */
  readonly reported: (
    changing: readonly ChangingFile[],
    foundIn: (file: string) => readonly Finding[],
  ) => ReportedFaults;
}

export interface ReportedFaults {
  /** With the offsets of what was rendered, and the words of the patches. */
  readonly faults: readonly FoundFault[];
  /** What rules about manifests alone say, by the file that the object came from. */
  readonly ofManifests: readonly { readonly file: string; readonly finding: Finding }[];
}

/** Rules about what manifests hold: no patch changes an image. */
const rules: readonly ContractRule[] = contractRules.filter(({ about }) =>
  /^(?:container|service|object)$/.test(about),
);

const RULES: ReadonlyMap<string, ContractRule> = new Map(rules.map((rule) => [rule.id, rule]));

/**
 * `unpatched`: the same as if there were no patches; asked only where a patch may have broken what others say. `plain`: what
 * is written, of which the answers about a file are known by the time it is asked about here. `ofUsers`: rules about manifests that they wrote.
 */
export function createOverlayLint(
  joined: JoinedOverlay,
  unpatched: () => JoinedOverlay | undefined,
  plain: { readonly contract: Contract; readonly lint: ContractLint },
  ofUsers: () => readonly ManifestRule[] = () => [],
): OverlayLint {
  const { overlay, contract } = joined;
  const asked = createContractLint(contract, rules);
  const faults = lazily(() => faultsOf(joined, asked));
  const other = lazily(unpatched);
  const before = new Map<string, ReadonlySet<string>>();
  return {
    joined,
    findings(file, settings) {
      const reports = faults().flatMap(({ rule, fault }) => {
        const report = reportIn(file, rule, fault);
        return report ? [{ rule, report }] : [];
      });
      const suppressions = suppressionsOf(file.parsed);
      return [...lint(file.file, reporting(reports), settings, suppressions), ...ofManifests(file, settings)];
    },
    ofManifests,
    beside(file, changing, settings) {
      const inWriting = lazily(() => wordingsOf(plain.lint.faults(plain.contract.at(file.file))));
      const isSaid = ({ rule, fault }: FoundFault) =>
        fault.sides.some((side) => inWriting().has(wordingOf(rule, side)));
      const found = distinct(asked.faults(contract.at(file.file))).filter((one) => !isSaid(one));
      const reports = found.flatMap(({ rule, fault }) => {
        const causes = changing.flatMap((patch) => {
          const report = reportIn(patch, rule, fault);
          return report ? [{ file: patch.file, ...report }] : [];
        });
        if (causes.length === 0) return [];
        return reportsIn(file.file, besidePatches(fault, causes)).map((report) => ({ rule, report }));
      });
      return lint(file.file, reporting(reports), settings, suppressionsOf(file));
    },
    reported(changing, foundIn) {
      const shown = (rule: string, fault: Fault) =>
        changing
          .flatMap((file) => {
            const report = reportIn(file, rule, fault);
            return report ? foundIn(file.file).filter((one) => one.rule === rule && isSame(one, report)) : [];
          })
          .find(({ severity }) => severity === 'error' || severity === 'warning');
      return {
        faults: faults().flatMap(({ fault, ...found }) => {
          const message = shown(found.rule, fault)?.message;
          const [first, ...others] = fault.sides;
          return message ? [{ ...found, fault: { ...fault, sides: [{ ...first, message }, ...others] } }] : [];
        }),
        ofManifests: namesOf(overlay, {}, ofUsers()).flatMap(({ rule, fault, finding }) => {
          const one = shown(rule, fault);
          const { message, severity } = one ?? finding;
          return one ? [{ file: fault.sides[0].file, finding: { ...finding, message, severity } }] : [];
        }),
      };
    },
  };

  function ofManifests(file: ChangingFile, settings: LintSettings): readonly Finding[] {
    return silence(reportedNames(file, settings), suppressionsOf(file.parsed), settings).findings;
  }

  function reportedNames(file: ChangingFile, settings: LintSettings): Finding[] {
    const found = namesOf(overlay, settings, ofUsers()).flatMap(({ rule, fault, finding }) => {
      const report = reportIn(file, rule, fault);
      const { fixes: _fixes, related: _related, ...rest } = finding;
      return report ? [{ ...rest, ...report }] : [];
    });
    return found.sort(byPosition);
  }

  /** With the places of what is written; fixes only that add something to what is no manifest: others may patch the same objects, and what is there serves those that are healthy. */
  function besidePatches(fault: Fault, causes: readonly Related[]): Fault {
    const [first, ...others] = fault.sides;
    const sides = [written(first), ...others.map((side) => written(side))] as const;
    const related = (fault.related ?? []).map((one) => written(one));
    const shown = [...sides, ...related];
    const unseen = causes.filter(({ file, start }) => !shown.some((one) => one.file === file && one.start === start));
    const breaksOthers = (change: FileChange) =>
      contract.workspace.file(change.file) !== undefined ||
      ('edits' in change && change.edits.some(({ start, end }) => start < end));
    return {
      ...fault,
      sides,
      related: [...unseen.map(({ file, start, end, message }) => ({ file, start, end, message })), ...related],
      repairs: (fault.repairs ?? []).filter(({ changes }) => !changes.some(breaksOthers)),
    };
  }

  /** At the patch that a side stands in, that would mend it, or that takes out what a side misses. */
  function reportIn({ file, text }: ChangingFile, rule: string, fault: Fault): Report | undefined {
    const sides = fault.sides.map((side) => written(side));
    const related = (fault.related ?? []).map((one) => written(one));
    const [first] = sides;
    if (!first) return undefined;
    const isHere = (one: FilePlace) => one.file === file;
    const own = sides.find(isHere);
    const place =
      own ??
      replacedPlaces(fault).find(isHere) ??
      removedIn(file, fault) ??
      related.find(isHere) ??
      causeIn(file, fault) ??
      (ofUsers().some(({ id }) => id === rule) ? lastChangeIn(file, fault) : undefined);
    if (!place) return undefined;
    const known = fault.sides.map((side) => saidBefore(rule, side.file));
    const isKnown = (key: string) => known.some((keys) => keys.has(key));
    if (fault.sides.some((side) => isKnown(wordingOf(rule, side)))) return undefined;
    if (own !== first && sides.some((side) => isKnown(keyOf(rule, side)))) return undefined;
    const { start, end } = place;
    const message = sides.find((one) => one === own)?.message ?? first.message;
    const others = [...sides, ...related].filter((one) => one !== place);
    const fixes = (fault.repairs ?? []).flatMap((repair) => fixIn({ file, text }, repair, joined) ?? []);
    return {
      ...{ start, end, message },
      ...(fault.severity ? { severity: fault.severity } : {}),
      ...(fault.aliases ? { aliases: fault.aliases } : {}),
      ...(others.length > 0 ? { related: others } : {}),
      ...(fixes.length > 0 ? { fixes } : {}),
    };
  }

  /** What a rule says without the patches of a file of the overlay, by the places and words of all sides. */
  function saidBefore(rule: string, file: string): ReadonlySet<string> {
    const question = `${RULES.has(rule) ? rule : 'manifests'} ${file}`;
    const asked = before.get(question);
    if (asked) return asked;
    const found = foundBefore(rule, file);
    const keys = found.flatMap(({ rule: id, fault }) =>
      fault.sides.flatMap((side) => [keyOf(id, written(side, other()?.overlay)), wordingOf(id, side)]),
    );
    const known = new Set(keys);
    before.set(question, known);
    return known;
  }

  function foundBefore(rule: string, file: string): readonly Pick<FoundFault, 'rule' | 'fault'>[] {
    const unchanged = other();
    const manifests = unchanged?.overlay.manifests.find((one) => one.file === file);
    if (!unchanged || !manifests) return [];
    const across = RULES.get(rule);
    if (!across) return namesIn(manifests, unchanged.overlay, { settings: ALL, own: ofUsers() }, overlay.isChanged);
    return createContractLint(unchanged.contract, [across]).faults(unchanged.contract.at(file));
  }

  /** What the repairs would write over. */
  function replacedPlaces({ repairs = [] }: Fault): FilePlace[] {
    const edits = repairs.flatMap(({ changes }) =>
      changes.flatMap((change) =>
        'edits' in change ? change.edits.map((edit) => ({ ...edit, file: change.file })) : [],
      ),
    );
    return edits.flatMap((edit) => (edit.end > edit.start ? (overlay.placeOf(edit.file, edit) ?? []) : []));
  }

  /** What a patch takes out of the objects of a fault, by its words. */
  function removedIn(file: string, fault: Fault): FilePlace | undefined {
    const words = wordsOf(fault);
    const removals = overlay.changes.filter((one) => one.kind === 'removal' && isNamed(one, words));
    return removals.find(({ place }) => place.file === file)?.place;
  }

  /** What a patch writes over or adds, by the words of the fault; else what it takes out of the same objects. */
  function causeIn(file: string, fault: Fault): FilePlace | undefined {
    const words = wordsOf(fault);
    const ofObjects = fault.sides.flatMap((side) => overlay.changesOf(side.file));
    const causes = [
      ...overlay.changes.filter((one) => one.kind === 'overwriting' && isNamed(one, words)),
      ...ofObjects.filter((one) => one.kind === 'addition' && isNamed(one, words)),
      ...ofObjects.filter((one) => one.kind === 'removal'),
    ];
    return causes.find(({ place }) => place.file === file)?.place;
  }

  /** What somebody's own rule says of an object as a whole, whoever changed it last made so. */
  function lastChangeIn(file: string, { sides: [{ file: made, start }] }: Fault): FilePlace | undefined {
    const place = overlay.changesAt(made, start).at(-1)?.place;
    return place?.file === file ? place : undefined;
  }

  function wordsOf({ sides }: Fault): ReadonlySet<string> {
    return new Set(sides.flatMap((side) => [...side.message.slice(1).map(String), ...wordsAtSide(side)]));
  }

  /** Of a map or list, all that stands in it. */
  function wordsAtSide(side: FilePlace): readonly string[] {
    const text = madeText(side.file, side);
    return text.length > LONGEST_NAMED ? [] : (text.match(/"(?:\\.|[^"\\])*"|[\w./-]+/g) ?? []).map(unquoted);
  }

  function madeText(file: string, { start, end }: Range): string {
    return overlay.manifests.find((one) => one.file === file)?.text.slice(start, end) ?? '';
  }

  function written<Place extends FilePlace>(place: Place, from: RenderedOverlay = overlay): Place {
    return { ...place, ...from.placeOf(place.file, place) };
  }
}

/** Settings may ask for more of an overlay than is asked for by default: what its base has counts as known whichever do. */
const ALL: LintSettings = { enableAll: true };

/** What is longer names too much to say which part of it is meant. */
const LONGEST_NAMED = 400;

function isNamed({ words }: PatchChange, named: ReadonlySet<string>): boolean {
  return words.some((word) => named.has(word));
}

function unquoted(word: string): string {
  return word.startsWith('"') ? String(JSON.parse(word)) : word;
}

interface RuleReport {
  readonly rule: string;
  readonly report: Report;
}

/** Rules that say what is found already. */
function reporting(reports: readonly RuleReport[]): Rule<string>[] {
  return rules.map((rule) => ({
    ...rule,
    check: () => reports.filter((one) => one.rule === rule.id).map(({ report }) => report),
  }));
}

function distinct(faults: readonly FoundFault[]): readonly FoundFault[] {
  return [...new Map(faults.map((one) => [one.fault, one])).values()];
}

/** All that the rules find in what an overlay makes. */
function faultsOf({ overlay, contract }: JoinedOverlay, asked: ContractLint): readonly FoundFault[] {
  return distinct(overlay.manifests.flatMap(({ file }) => asked.faults(contract.at(file))));
}

/** What rules about manifests alone say of it. */
function namesOf(overlay: RenderedOverlay, settings: LintSettings, own: readonly ManifestRule[]) {
  return overlay.manifests.flatMap((manifests) => namesIn(manifests, overlay, { settings, own }, overlay.isChanged));
}

/** The same of one file; of one that is not as it is written, all that they say. */
function namesIn(
  manifests: ManifestFile,
  overlay: RenderedOverlay,
  { settings, own }: { readonly settings: LintSettings; readonly own: readonly ManifestRule[] },
  isChanged: RenderedOverlay['isChanged'],
) {
  const found = isChanged(manifests.file)
    ? lintMade('all', manifests, overlay.workspace, settings, own)
    : lintMade('names', manifests, overlay.workspace, settings);
  return found
    .filter((one) => !mayBeElsewhere(one, overlay))
    .map((finding) => {
      const { rule, start, end, message, related, fixes } = finding;
      const { file } = manifests;
      const repairs = (fixes ?? []).map(({ title, safe, edits, others = [] }): Repair => ({
        ...{ title, safe },
        changes: [{ file, edits }, ...others],
      }));
      const fault: Fault = { sides: [{ file, start, end, message }], ...(related ? { related } : {}), repairs };
      return { rule, fault, finding };
    });
}

/** What it misses, another kustomization may bring. */
function mayBeElsewhere({ rule, message }: Finding, overlay: RenderedOverlay): boolean {
  return rule.endsWith('-exists') && message.slice(1).some((name) => overlay.isMadeElsewhere(String(name)));
}

function isSame(one: Report, other: Report): boolean {
  return one.start === other.start && one.end === other.end && String(one.message) === String(other.message);
}

function wordingsOf(found: readonly FoundFault[]): ReadonlySet<string> {
  return new Set(found.flatMap(({ rule, fault }) => fault.sides.map((side) => wordingOf(rule, side))));
}

/** The same of the same objects, wherever it stands. */
function wordingOf(rule: string, { file, message }: Side): string {
  return JSON.stringify([rule, file, message]);
}

function keyOf(rule: string, { file, start, end }: FilePlace): string {
  return `${rule} ${file} ${String(start)} ${String(end)}`;
}
