import { isClusterNamespace, isOfCluster, isUsuallyElsewhere } from './cluster-objects.ts';
import { isTarget, mayPatch, type Sources } from '../kustomize/sources.ts';
import type { Located } from '../model.ts';
import { namespaceBrought } from './origins.ts';
import { meet, type Place, type Places } from '../places.ts';
import type { Reference, Via } from './reference.ts';
import { isWorkload } from '../pods/workloads.ts';
import type { Index } from '../workspace-index.ts';

/** Custom objects that are looked through for a name; of more, anything may come. */
const MOST_CUSTOM = 200;

/** Whether objects that no file shows may land in these places. `hints`: texts that stand in files where parts are lost. */
export function mayHold(index: Index, places: readonly Place[], hints: readonly string[]): boolean {
  if (index.hasTemplates()) return true;
  for (const { text } of index.broken.values()) if (hints.some((hint) => text.includes(hint))) return true;
  for (const place of index.builds().open) if (meet([place], places)) return true;
  for (const { manifest } of index.bringers) if (meet([namespaceBrought(manifest)], places)) return true;
  return false;
}

/** Whether what a reference means may exist though nothing shows it. */
export function mayBeElsewhere(index: Index, places: Places, reference: Reference, from: Located): boolean {
  const { kind, name, namespace } = reference.target;
  if (!/^[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?$/.test(name)) return true;
  if (isOfCluster(kind, name)) return true;
  if (index.count(kind) === 0 && (isUsuallyElsewhere(kind) || isUnknownTarget(reference))) return true;
  const meant = namespace === null ? [undefined] : places.named(from, namespace);
  if (mayHold(index, meant, [name]) || isPatched(index, reference, from)) return true;
  if (namespace === null) return false;
  if (isApplied(index, reference, from)) return true;
  if (meant.some((place) => place !== undefined && isClusterNamespace(place))) return true;
  const isPlacedThere = places.of(from).includes(namespace);
  if (isForeign(namespace, from) && !isPlacedThere && !index.byNamespace.has(namespace)) return true;
  return operatorMayMake(index, meant, name);
}

/** An account or webhook without a namespace, which whoever applies it may put where a binding says that it is. */
function isApplied(index: Index, { via, target }: Reference, { manifest }: Located): boolean {
  if ((via !== 'subject' && via !== 'webhook') || target.namespace === manifest.namespace) return false;
  return index.byName.get(`${target.kind}/${target.name}`).some((one) => one.manifest.namespace === '');
}

/** An autoscaler's target of a kind that nobody knows here. */
function isUnknownTarget({ via, target }: Reference): boolean {
  return via === 'scaleTarget' && !isWorkload(target.kind);
}

function isForeign(namespace: string, { manifest }: Located): boolean {
  return namespace !== manifest.namespace && namespace !== '' && namespace !== 'default';
}

/** Operators call what they make after the object that asks for it, or are told the name in it. */
function operatorMayMake(index: Index, places: readonly Place[], name: string): boolean {
  for (const place of places) {
    if (place === undefined) continue;
    if (index.custom.count(place) > MOST_CUSTOM) return true;
    for (const { file, manifest } of index.custom.get(place)) {
      if (manifest.name !== '' && name.startsWith(manifest.name)) return true;
      if (file.text.slice(manifest.start, manifest.end).includes(name)) return true;
    }
  }
  return false;
}

/** Whether a patch changes in the object what the reference says. */
function isPatched(index: Index, { via }: Reference, object: Located): boolean {
  return mayBePatched(index, object, WORDS[via] ?? []);
}

/** Whether in every build, of those with `beside` where there are such, a patch may change the object, and one of the words stands in it. */
export function mayBePatched(index: Index, object: Located, words: readonly string[], beside = object): boolean {
  const isAbout = (text: string | null) => text === null || words.some((word) => withoutTimings(text).includes(word));
  if (!patchTextsOf(index, object).some(isAbout)) return false;
  const ways = waysWith(index, object, beside);
  return ways.length < 2 || ways.every((way) => way.some((one) => textsIn(index, object, one).some(isAbout)));
}

/** The ways that begin with a kustomization which builds `beside`, too; without any, all of them. */
function waysWith(index: Index, object: Located, beside: Located): readonly (readonly Sources[])[] {
  const builds = index.builds();
  const ways = builds.waysOf(object.file.file);
  const builders = new Set(builds.waysOf(beside.file.file).map((way) => way[0]));
  const both = ways.filter((way) => builders.has(way[0]));
  return both.length > 0 ? both : ways;
}

/** The texts of the patches of one kustomization that may change the object. */
function textsIn(index: Index, { manifest }: Located, sources: Sources): (string | null)[] {
  const inline = sources.inlinePatches.filter((patch) => mayPatch(patch, manifest)).map(({ text }) => text);
  const targeted = sources.targetedPatches.filter(({ target }) => isTarget(target, manifest)).map(({ path }) => path);
  const named = sources.patchFiles.filter((path) =>
    index.files.get(path)?.manifests.some(({ kind, name }) => kind === manifest.kind && name === manifest.name),
  );
  return [...inline, ...[...targeted, ...named].map((path) => index.files.get(path)?.text ?? null)];
}

/** The texts of all patches of kustomizations that may change the object; null for one that nobody sees here. */
export function patchTextsOf(index: Index, { manifest, file }: Located): (string | null)[] {
  const builds = index.builds();
  const inline = builds.inlinePatches.length > 0 ? builds.inlinePatchesOf(manifest) : [];
  if (builds.patches.size === 0) return [...inline];
  const targeted = builds.targetedPatchesOf(manifest).map((path) => index.files.get(path)?.text ?? null);
  const named = index.byName
    .get(`${manifest.kind}/${manifest.name}`)
    .filter((other) => other.file !== file && builds.patches.has(other.file.file))
    .map((other) => other.file.text);
  return [...inline, ...targeted, ...named];
}

const TIMING = '(?:initialDelay|period|timeout)Seconds|(?:failure|success)Threshold';
const TIMINGS = new RegExp(
  `/\\w+Probe/(?:${TIMING})|^([ \\t]*)(?:liveness|readiness|startup)Probe:[ \\t]*\\n(?:\\1[ \\t]+(?:${TIMING}):.*\\n?)+(?!\\1[ \\t])`,
  'gm',
);

/** How often a probe asks is no matter of what it asks. */
function withoutTimings(text: string): string {
  return text.includes('Probe') ? text.replace(TIMINGS, '') : text;
}

/** Words that stand in whatever changes such a place. */
const WORDS: Readonly<Partial<Record<Via, readonly string[]>>> = {
  env: ['env'],
  envFrom: ['envFrom'],
  volume: ['volumes'],
  projected: ['volumes'],
  imagePullSecrets: ['imagePullSecrets'],
  tls: ['tls'],
  serviceAccount: ['serviceAccount'],
  persistentVolumeClaim: ['volumes'],
  storageClass: ['storageClassName'],
  persistentVolume: ['volumeName'],
  priorityClass: ['priorityClassName'],
  runtimeClass: ['runtimeClassName'],
  backend: ['rules', 'defaultBackend'],
  host: ['host'],
  scaleTarget: ['scaleTargetRef', 'targetRef'],
  serviceName: ['serviceName'],
  role: ['roleRef'],
  subject: ['subjects'],
  ingressClass: ['ingressClassName'],
  gateway: ['parentRefs'],
  gatewayClass: ['gatewayClassName'],
  issuer: ['issuerRef'],
  authentication: ['triggers'],
  webhook: ['webhooks', 'clientConfig'],
};
