// Reports each test's end as a line of JSON.
export default async function* report(source) {
  for await (const event of source) {
    const { name, details } = event.data ?? {};
    if (event.type === 'test:pass') {
      yield JSON.stringify({ name, passed: true }) + '\n';
    } else if (event.type === 'test:fail') {
      const cause = details.error.cause ?? details.error;
      yield JSON.stringify({ name, passed: false, message: String(cause?.stack ?? cause) }) + '\n';
    } else if (event.type === 'test:stderr' || event.type === 'test:stdout') {
      yield JSON.stringify({ output: event.data.message }) + '\n';
    }
  }
}
