/** GOPRIVATE holds names of modules, without which nobody understands what a build says of them. */
const SECRET_NAME = /(?:TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIAL|AUTH|(?<!^GO)PRIVATE|API_?KEY|ACCESS_?KEY)/i;

/**
 * Hides values in text that goes to people: those of build arguments with a secret's name, and passwords in addresses.
 * BuildKit puts the values of arguments into the names of steps.
 */
export function maskSecrets(values: Readonly<Record<string, string>>): (text: string) => string {
  const secrets = Object.entries(values)
    .flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value, ...value.split(/\r?\n/)] : []))
    .filter((value) => value.length >= 3)
    .sort((a, b) => b.length - a.length);
  return (text) =>
    secrets
      .reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
      .replace(/(\w+:\/\/)[^\s/@:]*:[^\s/@]+@/g, '$1***@');
}
