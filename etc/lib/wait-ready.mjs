// Waits until an address answers 200. Fails at once when the process behind it ends.
// node wait-ready.mjs <url> <pid> <seconds>
const [url, pid, seconds] = process.argv.slice(2);
const deadline = Date.now() + Number(seconds) * 1000;

const alive = () => {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
};

while (Date.now() < deadline) {
  if (!alive()) {
    console.error('the host ended before it was ready');
    process.exit(1);
  }
  try {
    if ((await fetch(url, { signal: AbortSignal.timeout(5000) })).status === 200) process.exit(0);
  } catch {
    // Not listening yet.
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
console.error(`${url} did not answer 200 within ${seconds} s`);
process.exit(1);
