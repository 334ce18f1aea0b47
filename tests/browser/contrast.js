/* Contrast takes axe more time than all other rules together, and it follows from few things: the letters,
   and the backgrounds behind them. What axe measured and found good is not measured once more on another
   page. Always measured is what may have something else behind it than the elements it stands in: what
   lies out of the flow or under such a thing, or does not fit in its box. */
(known) => {
    const rule = axe._audit.rules.find(({ id }) => id === "color-contrast");
    const check = axe._audit.checks["color-contrast"];
    axe.ofItself ??= { matches: rule.matches, evaluate: check.evaluate };
    const seen = new Set(known), good = new Set();

    /* A function that answers once for each element. */
    const once = answer => {
        const answers = new Map();
        return element => {
            if (!answers.has(element)) answers.set(element, answer(element));
            return answers.get(element);
        };
    };
    const styleOf = once(element => getComputedStyle(element));
    const rectOf = once(element => element.getBoundingClientRect());
    const isOutOfFlow = once(element => {
        const { position, float, transform, margin, inset } = styleOf(element);
        return (position === "relative" ? /[1-9]/.test(inset) : position !== "static")
            || float !== "none" || transform !== "none" || margin.includes("-");
    });
    const over = [...document.body.querySelectorAll("*:not(svg *)")].filter(isOutOfFlow)
        .map(element => [element, rectOf(element)])
        .filter(([, rect]) => rect.width > 1 && rect.height > 1);

    /* The backgrounds behind an element, its own first, and whether all of them stand in the flow. */
    const behind = once(element => {
        const { drawn, inFlow } = element.parentElement ? behind(element.parentElement)
            : { drawn: [], inFlow: true };
        const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = styleOf(element);
        const own = `${backgroundColor} ${backgroundImage} ${opacity} ${filter} ${mixBlendMode}`;
        const isNothing = own === "rgba(0, 0, 0, 0) none 1 none normal";
        return {
            drawn: isNothing ? drawn : [[own, element], ...drawn],
            inFlow: inFlow && !isOutOfFlow(element),
        };
    });
    const holds = (outer, inner) => outer.left <= inner.left + 1 && outer.top <= inner.top + 1
        && outer.right >= inner.right - 1 && outer.bottom >= inner.bottom - 1;
    const meets = (one, other) => one.left < other.right && other.left < one.right
        && one.top < other.bottom && other.top < one.bottom;
    const fits = element => element.scrollWidth <= element.clientWidth + 1
        && element.scrollHeight <= element.clientHeight + 1;
    const isOfPage = layer => layer === document.documentElement || layer === document.body;

    /* What its contrast follows from; nothing where it is always measured. */
    const lookOf = once(element => {
        const { drawn, inFlow } = behind(element), rect = rectOf(element);
        const isPlain = inFlow && fits(element)
            && drawn.every(([, layer]) => isOfPage(layer) || holds(rectOf(layer), rect))
            && !over.some(([one, lies]) => !one.contains(element) && meets(lies, rect));
        if (!isPlain) return "";
        const { color, fontSize, fontWeight, textShadow, webkitTextFillColor } = styleOf(element);
        return [element.localName, color, fontSize, fontWeight, textShadow, webkitTextFillColor,
            ...drawn.map(([own]) => own)].join("; ");
    });
    const hasLetters = element => element.matches("input, select, textarea, button, option")
        || [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim());

    rule.matches = function (node, ...more) {
        return hasLetters(node) && !seen.has(lookOf(node)) && axe.ofItself.matches.call(this, node, ...more);
    };
    check.evaluate = function (node, ...more) {
        const said = axe.ofItself.evaluate.call(this, node, ...more);
        if (said === true && lookOf(node)) good.add(lookOf(node));
        return said;
    };
    axe.goodContrast = () => [...good];
}
