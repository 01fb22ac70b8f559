const SECRET_FILE =
  /(?:^|\/)(?:\.env(?:\..*)?|id_(?:rsa|ed25519|ecdsa)|[^/]*\.(?:key|p12|pfx|pem)|[^/]*credentials[^/]*\.json)$/i;

/** Whether a file may hold secrets, as its name says: such a file is mounted, never part of an image. */
export function mayHoldSecrets(path: string): boolean {
  return SECRET_FILE.test(path);
}
