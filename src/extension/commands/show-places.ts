import * as vscode from 'vscode';
import type { ShownPlace } from '../../server/protocol.ts';

type Position = ShownPlace['range']['start'];

/** `gantry.showPlaces(uri, position, places)`, of a code lens: opens the one place, or lists them where the lens stands. */
export function showPlacesCommand() {
  return async (...args: readonly unknown[]): Promise<void> => {
    const [uri, position, places] = args as readonly [string?, Position?, (readonly ShownPlace[])?];
    if (uri === undefined || position === undefined || places === undefined) return;
    const locations = places.map((place) => new vscode.Location(vscode.Uri.parse(place.uri), toRange(place.range)));
    const at = new vscode.Position(position.line, position.character);
    await vscode.commands.executeCommand('editor.action.goToLocations', vscode.Uri.parse(uri), at, locations, 'peek');
  };
}

function toRange({ start, end }: ShownPlace['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
