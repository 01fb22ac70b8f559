import type { ImageSettings } from '../config/image-settings.ts';
import type { Message } from '../words/message.ts';
import type { DemandedFile } from './storage/demanded-files.ts';

/** How the manifests are laid out; `none`: an image only, or what the repository has stays in charge. */
export type Layout = 'kustomize' | 'plain' | 'helm' | 'none';

/** What runs the program; `none`: nothing of Kubernetes does. */
export type Workload = 'Deployment' | 'StatefulSet' | 'Job' | 'CronJob' | 'none';

/** Objects that are written on request, because they need something of the cluster or of whoever runs it. */
export type Extra = 'hpa' | 'pdb' | 'networkpolicy' | 'httproute' | 'ingress' | 'servicemonitor' | 'scrape' | 'role';

/** What the user may choose; absent = the plan decides from the facts. */
export interface Choices {
  /** Package of the program to containerize (`./cmd/api`); needed where there are several servers. */
  readonly program?: string;
  /** Its commands that get a workload each, as they are typed; the first is the one that the image runs. */
  readonly commands?: readonly string[];
  readonly strategy?: 'single' | 'multi' | 'cached';
  readonly runtime?: 'scratch' | 'distroless' | 'distroless-base' | 'alpine' | 'debian';
  /** Build tags as `-tags` has them; empty: none. */
  readonly tags?: string;
  /** What is there makes room for what is planned, so nothing is kept for it. */
  readonly replace?: boolean;
  /** What becomes of a Dockerfile that is there: it stays, what does not work of it is mended, or another comes beside it. */
  readonly dockerfile?: 'keep' | 'repair' | 'beside';
  /** `HOST/PATH` that image names start with. */
  readonly registry?: string;
  /** The listening port where the source does not decide; null = it does not listen. */
  readonly port?: number | null;
  /** Path of the health route where the source names none; null = none (then a TCP probe). */
  readonly healthPath?: string | null;
  /** Where base images come from. */
  readonly images?: ImageSettings;
  /** Modules that are fetched with a login, as GOPRIVATE has them; empty: none. */
  readonly privateModules?: string;
  /** One Dockerfile for all programs of the module that are worth an image, told apart by a build argument. */
  readonly oneDockerfile?: boolean;
  /** A stage that runs the tests: `docker build --target test`. */
  readonly tests?: boolean;
  readonly layout?: Layout;
  readonly workload?: Workload;
  readonly replicas?: number;
  /** When a CronJob starts, as cron writes it. */
  readonly schedule?: string;
  /** Whether what the program keeps outlives its Pod. */
  readonly volumes?: 'emptyDir' | 'PersistentVolumeClaim';
  readonly extras?: readonly Extra[];
  /** `[NAMESPACE/]NAME` of the Gateway that a route hangs on. */
  readonly gateway?: string;
  /** Name under which clients outside of the cluster reach the program. */
  readonly host?: string;
}

/** Something the source does not decide and that changes the files: to be asked, with a proposal. */
export interface Question {
  readonly id: 'program' | 'port' | 'healthPath' | 'schedule' | 'registry' | 'gateway' | 'host';
  readonly ask: Message;
  readonly proposal: string | null;
  readonly options: readonly string[];
}

/** A name that is the same in every language, or words. */
export type Label = string | Message;

/** Another way to decide, and what the user chooses with it: `set` at once, or the answer to `ask`. */
export interface DecisionOption {
  readonly label: Label;
  readonly set?: Choices;
  readonly ask?: Question['id'];
}

export interface Decision {
  /** What was decided: `program`, `base image`, `runtime`, `port`, … */
  readonly what: string;
  readonly chosen: string;
  readonly because: string;
  readonly alternatives: readonly string[];
  /** The alternatives that a choice makes. */
  readonly options?: readonly DecisionOption[];
  /** The command that it is about, where that is not the one that the image runs. */
  readonly command?: string;
  /** The line of source that decided it. */
  readonly evidence?: { readonly file: string; readonly line: number };
  /** The same for the doors that translate; the plain fields are their English. */
  readonly words?: { readonly what: Message; readonly chosen: Label; readonly because: Message };
}

export interface PlannedFile {
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** A file of that path is there already; it is never overwritten without the user's word. */
  readonly exists: boolean;
  /** It is what is there with single lines changed: there is nothing of its owner's to merge into it. */
  readonly mends?: true;
}

export interface PlannedCommand {
  /** Of the workload. */
  readonly name: string;
  readonly args: readonly string[];
}

export interface Plan {
  readonly questions: readonly Question[];
  readonly decisions: readonly Decision[];
  /** Empty while a question without proposal is open. */
  readonly files: readonly PlannedFile[];
  /** Workloads beside the one of the command that the image runs, with the words that each is called with; absent: none. */
  readonly commands?: readonly PlannedCommand[];
  /** The folder that the Dockerfile is built in, where that is not the project's. */
  readonly context?: string;
  /** Files that somebody must bring before the program starts, with their examples; absent while a question is open. */
  readonly demanded?: readonly DemandedFile[];
}
