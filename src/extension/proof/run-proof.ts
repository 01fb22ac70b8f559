import * as vscode from 'vscode';
import { withDockerfile } from '../../disk/lent-dockerfile.ts';
import { responsiblePlace } from '../../prove/places.ts';
import type { Prepared } from '../../prove/prepare.ts';
import { type ProofJson, toProofJson } from '../../prove/proof-json.ts';
import { proofRequest } from '../../prove/proof-request.ts';
import { type ImageSource, type ProofDoor, proofImage, provedImage } from '../../prove/proved-image.ts';
import type { ImageSize } from '../../prove/size.ts';
import type { ProofPlace, ProofRequest, ProofState, ProofStep } from '../../prove/types.ts';
import { dim, green, red, yellow } from '../ansi.ts';
import { openEngine, storedCredentials } from '../engine.ts';
import type { RunFindings } from '../findings.ts';
import { exists } from '../folders.ts';
import { buildLines, stepWords } from '../image/progress-lines.ts';
import type { Run } from '../run.ts';
import { buildSettings } from '../settings.ts';
import { explainError, translate } from '../translate.ts';
import type { Proof } from '../views/proof/checklist.ts';
import type { ProofView } from '../views/proof/view.ts';
import type { VirtualDocuments } from '../virtual-documents.ts';
import { markResponsibleLines } from './findings.ts';

/** Where a proof is shown. */
export interface ProofDoors {
  readonly view: ProofView;
  readonly findings: RunFindings;
  readonly documents: VirtualDocuments;
}

/** Builds and proves as `gantry prove` does; the checklist grows while it runs, and what does not hold stands at its line. */
export async function runProof(
  run: Run,
  folder: vscode.Uri,
  prepared: Prepared,
  env: Readonly<Record<string, string>>,
  { view, findings, documents }: ProofDoors,
): Promise<ProofJson> {
  const { program, dockerfile, manifests } = prepared;
  const image = proofImage(program);
  const request = proofRequest({ image, ...prepared, env });
  const planned = new Map(
    [dockerfile, ...manifests].filter((file) => !file.exists).map(({ path, text }) => [path, text] as const),
  );
  const fileOf = ({ file }: ProofPlace) => (planned.has(file) ? undefined : vscode.Uri.joinPath(folder, file));
  const steps: ProofStep[] = [];
  const proof = (running: boolean): Proof => ({
    program: program.name,
    steps: [...steps],
    running,
    placeOf: (id, workload) => responsiblePlace(id, requestFor(request, workload)),
    madeUp: request.madeUp,
  });
  findings.clearAll();
  await view.begin(proof(true), (place) => {
    const text = planned.get(place.file);
    return text === undefined ? fileOf(place) : documents.keep(`prove/${place.file}`, text);
  });
  let size: ImageSize | undefined;
  try {
    await withDockerfile(prepared, folder.fsPath, async (path) => {
      const source: ImageSource = { folder: folder.fsPath, dockerfile: path, ...buildOptions(folder) };
      const options = {
        hasFile: (file: string) => exists(vscode.Uri.joinPath(folder, file)),
        onSize: (accounted: ImageSize) => (size = accounted),
        onOutput: (lines: readonly string[]) => {
          for (const line of lines) run.output.line(dim(`  │ ${line}`));
        },
      };
      for await (const step of provedImage(prepared, source, request, await proofDoor(run), options)) {
        steps.push(step);
        run.output.line(lineOf(step));
        run.step(translate(step.title));
        view.update(proof(true));
      }
    });
  } catch (error) {
    view.update({ ...proof(false), problem: explainError(error) });
    throw error;
  }
  view.update(proof(false));
  await markResponsibleLines(proof(false), findings, fileOf);
  return toProofJson(program.package, image, request, steps, size);
}

function requestFor(request: ProofRequest, workload: string | undefined): ProofRequest {
  return request.beside?.find((one) => one.workload === workload) ?? request;
}

function buildOptions(folder: vscode.Uri): Pick<ImageSource, 'buildArgs' | 'network' | 'secrets'> {
  const { args: buildArgs, network, secrets } = buildSettings(folder);
  return { buildArgs, network, secrets };
}

async function proofDoor({ output, step }: Run): Promise<ProofDoor> {
  return {
    engine: await openEngine(),
    signal: output.signal,
    credentials: (registry) => storedCredentials(registry, output.signal),
    onBuild: (event) => {
      for (const line of buildLines(event)) output.line(line);
      if (event.kind === 'step' && event.state === 'started') step(stepWords(event.name));
    },
  };
}

const MARKS: Readonly<Record<ProofState, string>> = {
  passed: green('✔'),
  failed: red('✘'),
  needs: yellow('?'),
  skipped: dim('–'),
};

function lineOf({ workload, state, title, detail }: ProofStep): string {
  const of = workload === undefined ? '' : `${workload} · `;
  return `${MARKS[state]} ${of}${translate(title)}: ${translate(detail)}`;
}
