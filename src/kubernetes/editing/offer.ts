import type { Completion } from '../../lint/editing.ts';
import type { Prose } from '../../lint/editing.ts';
import type { Workspace } from '../workspace.ts';
import type { Caret } from './caret.ts';

/** Something that may be typed at a caret. */
export interface Offer {
  /** What is written, without quotes. */
  readonly text: string;
  readonly kind: Completion['kind'];
  readonly detail?: string;
  readonly markdown?: Prose;
  /** True: it is text, so that it is quoted where YAML would read a number or a boolean. */
  readonly isText?: true;
  /** The value that is written behind a key. */
  readonly value?: string;
  /** True: more is to come right behind it. */
  readonly more?: true;
}

/** What completion may offer beyond the text: all manifests, and what the door knows of the folder. */
export interface Surroundings {
  readonly workspace: Workspace;
  /** Path of the file, relative to the workspace. */
  readonly file: string;
  /** Images that this project builds; the best first. */
  readonly images?: readonly { readonly name: string; readonly from: string }[];
  /** Variables that the Go program reads. */
  readonly environment?: readonly { readonly name: string; readonly where: string }[];
  /** Ports that the Go program listens on. */
  readonly ports?: readonly { readonly port: number; readonly where: string }[];
  /** What lies in a folder of the workspace. */
  readonly list?: (folder: string) => Iterable<{ readonly name: string; readonly folder: boolean }>;
}

/** What may stand in the places of which the route matches. */
export interface OfferSource {
  /** Of the caret's route. */
  readonly route: RegExp;
  readonly place: Caret['place'];
  /** Kinds of objects; absent: all but kustomizations. */
  readonly kinds?: readonly string[];
  readonly offers: (caret: Caret, surroundings: Surroundings) => Iterable<Offer>;
}
