import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { type Message, say } from '../words/message.ts';
import type { Session } from './session.ts';

/** Why something that was asked for is not done, as the editor shows it. */
export function refusal({ translations }: Session, message: Message): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, say(message, translations));
}
