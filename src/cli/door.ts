import { type Message, say, type Translations } from '../words/message.ts';

/** What a command gets from the process it runs in. */
export interface Door {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Absolute folder of the bundles, with the wasm files beside them. */
  readonly distDir: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly stdin: () => Promise<string>;
  /** Aborted when the user interrupts; from the first call on, whoever asked must end by it. Absent: nobody interrupts. */
  readonly interrupted?: () => AbortSignal;
  /** Whether standard output is a terminal. */
  readonly colors: boolean;
}

/** The options that every command knows. */
export interface Common {
  /** Of what people read: as --lang says, else as the locale does. */
  readonly translations: Translations;
  /** Of what programs read, which is the same in every locale: only as --lang says. */
  readonly reportTranslations: Translations;
  readonly color: boolean;
}

/** Thrown for a wrong call: printed to standard error, exit status 2. */
export class UsageError extends Error {
  readonly said: Message;
  constructor(said: Message) {
    super(say(said));
    this.said = said;
  }
}

/** A sentence on standard error, in the user's language. */
export function tell(door: Door, { translations }: Common, message: Message): void {
  door.stderr(`gantry: ${say(message, translations)}\n`);
}
