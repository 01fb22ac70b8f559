import { isCalled } from '../go/program-name.ts';
import { finalStage } from '../dockerfile/stages/final.ts';
import { podSpec } from '../kubernetes/pods/workloads.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { Finding } from '../lint/finding.ts';
import type { Evidence } from '../lint/fix.ts';
import { workloadId } from './containers/containers.ts';
import type { Contract, ContractContainer, ContractImage } from './contract.ts';
import { imageBaseName, baseName } from './images/image-name.ts';
import { workloadOf } from './containers/manifest-facts.ts';
import { tokenlessPod } from './access/tokenless-pod.ts';

/** The findings of a file of manifests, with the fixes safe that the program and its image show to be. */
export function withEvidence(
  findings: readonly Finding[],
  file: ManifestFile,
  contract: () => Contract,
): readonly Finding[] {
  if (!findings.some(needsEvidence)) return findings;
  const known = new Map<ContractContainer, ReadonlySet<Evidence>>();
  return findings.map((finding) => {
    if (!needsEvidence(finding)) return finding;
    const container = containerAt(finding.start, file, contract());
    const shown = container
      ? (known.get(container) ?? evidenceOf(container, contract()))
      : ofPodAt(finding.start, file, contract());
    if (container) known.set(container, shown);
    return {
      ...finding,
      fixes: (finding.fixes ?? []).map((fix) =>
        fix.safeWith && shown.has(fix.safeWith) ? { ...fix, safe: true } : fix,
      ),
    };
  });
}

function needsEvidence({ fixes }: Finding): boolean {
  return fixes?.some(({ safe, safeWith }) => !safe && safeWith !== undefined) ?? false;
}

/** What is shown of a whole pod: findings about it stand outside of its containers. */
function ofPodAt(offset: number, { manifests }: ManifestFile, contract: Contract): Set<Evidence> {
  const manifest = manifests.find(({ start, end }) => start <= offset && offset <= end);
  const id = manifest && podSpec(manifest) ? workloadId(workloadOf(manifest)) : undefined;
  const objects = new Set(
    contract.containers.flatMap(({ facts }) => (workloadId(facts.workload) === id ? [facts.object] : [])),
  );
  const [object, second] = objects;
  return object && !second && tokenlessPod(object, contract) ? new Set(['no-kubernetes-client']) : new Set();
}

/** The container that an offset is in; of a text that fixes have changed, the one of the same name. */
function containerAt(
  offset: number,
  { manifests }: ManifestFile,
  { containers }: Contract,
): ContractContainer | undefined {
  const manifest = manifests.find(({ start, end }) => start <= offset && offset <= end);
  const view =
    manifest && podSpec(manifest)?.containers.find(({ field }) => field.start <= offset && offset <= field.end);
  if (!manifest || view?.kind !== 'container') return undefined;
  const id = workloadId(workloadOf(manifest));
  const [found, second] = containers.filter(
    ({ facts }) => workloadId(facts.workload) === id && facts.name === view.name,
  );
  return second ? undefined : found;
}

/** What is shown of a container whose image one Dockerfile here builds, and which runs what that Dockerfile runs. */
function evidenceOf({ facts, program, whole }: ContractContainer, { images }: Contract): Set<Evidence> {
  const shown = new Set<Evidence>();
  if (!program || facts.command !== null || facts.image === null) return shown;
  const [image, second] = images.filter((one) => one.program === whole);
  const name = imageBaseName(facts.image.value);
  if (!image || second || (!isCalled(program, name) && name !== baseName(image.run.binary?.value ?? ''))) return shown;
  if (runsAsNumber(image)) {
    shown.add('non-root-image');
    // A file may have capabilities of its own; copies keep them.
    if (!image.dockerfile.commandsByName.has('setcap')) shown.add('no-capabilities');
  }
  if (program.writes.length === 0 && program.kind === 'server' && image.run.binary) shown.add('no-writes');
  return shown;
}

/** Its last USER is a number that is not root's. */
function runsAsNumber({ dockerfile }: ContractImage): boolean {
  const [user = ''] = finalStage(dockerfile)?.user?.value?.split(':') ?? [];
  return /^\d+$/.test(user) && Number(user) > 0;
}
