/** Room for a picture beside which what is chosen stands. */

/** Size of letters against a plain screen: large screens have larger ones. */
export function letterSize(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

function plainWidth(): number {
  return document.getElementById("main")!.clientWidth / letterSize();
}

function bounded(plain: number, most: number): number {
  return Math.max(300, Math.min(plain, most));
}

/** Width for a picture with nothing beside it, in pixels of a plain screen. */
export function widthBelow(most: number): number {
  const plain = plainWidth();
  return bounded(plain - (plain > 700 ? 60 : 32), most);
}

/** Width for a picture beside which what is chosen stands, where the page is wide enough for both. */
export function widthOf(most: number): number {
  const plain = plainWidth();
  return plain > 1050 ? bounded(plain - 480, most) : widthBelow(most);
}
