import { homedir } from 'node:os';
import { joinImages } from '../config/image-settings.ts';
import type { Choices } from '../containerize/plan-types.ts';
import { type UnattendedPlan, planUnattended } from '../containerize/unattended.ts';
import { withDigests } from '../containerize/image/unpinned-bases.ts';
import { nearestConfig } from '../disk/nearest-config.ts';
import type { Files } from '../go/files.ts';
import type { GoProject } from '../go/project.ts';
import { readImageSettings } from '../project/image-settings.ts';
import { explain } from '../words/problem.ts';
import type { Common, Door } from './door.ts';

/** Choices with what `.gantry.yaml` at the folder, or above it, says of images under what the call says. */
export async function withImageSettings(choices: Choices, folder: string): Promise<Choices> {
  const images = joinImages([await readImageSettings(nearestConfig(folder)), choices.images]);
  return Object.keys(images).length > 0 ? { ...choices, images } : choices;
}

/** A plan whose base images are pinned where the settings want it: the engine asks their registries. */
export async function planWithDigests(
  project: GoProject,
  files: Files,
  choices: Choices,
  door: Door,
  { translations }: Common,
): Promise<UnattendedPlan> {
  const first = await planUnattended(project, files, choices);
  const pinned = await withDigests(choices, first.planned, async (names) => {
    const [{ connect }, { credentialsFor }, { resolveEndpoint }, { imageDigests }] = await Promise.all([
      import('../docker/connect.ts'),
      import('../docker/credentials.ts'),
      import('../docker/endpoint.ts'),
      import('../docker/image-digests.ts'),
    ]);
    const signal = door.interrupted?.();
    const engine = connect(await resolveEndpoint(door.env, homedir()));
    const credentials = (registry: string) => credentialsFor(registry, door.env, homedir(), signal);
    const { digests, failures } = await imageDigests(engine, names, credentials, signal);
    for (const failure of failures) door.stderr(`gantry: ${explain(failure, translations)}\n`);
    return digests;
  });
  return pinned ? planUnattended(project, files, pinned) : first;
}
