import base from './playwright.config';
export default { ...base, timeout: 100_000, expect: { ...base.expect, timeout: 20_000 }, retries: 0 };
