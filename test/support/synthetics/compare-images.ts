import type { BrowserContext } from 'playwright-core';

const COMPARE = `async ([a, b]) => {
  const pixels = await Promise.all([a, b].map(async data => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + data;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  }));
  if (pixels[0].length !== pixels[1].length) return 100;
  let different = 0;
  for (let at = 0; at < pixels[0].length; at += 4) if ([0, 1, 2].some(part => pixels[0][at + part] !== pixels[1][at + part])) different++;
  return 400 * different / pixels[0].length;
}`;

/** How many percent of the pixels of two pictures differ. The browser reads the pictures, on a page of its own. */
export async function compareImages(context: BrowserContext, a: Buffer, b: Buffer): Promise<number> {
  const page = await context.newPage();
  try {
    return await page.evaluate(`(${COMPARE})(${JSON.stringify([a.toString('base64'), b.toString('base64')])})`);
  } finally {
    await page.close();
  }
}
