'use strict';
// Shows values where the pointer or the arrow keys are. Everything works without it: marks carry their values as titles.
(() => {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('role', 'status');
  document.body.append(tip);

  const superscript = exponent => [...String(exponent)].map(c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]).join('');

  const format = (value, axis) => {
    if (value === null || value === undefined) return 'no number';
    if (axis && axis.percent) return String(Number((value * 100).toPrecision(5))).replace('-', '−') + ' %';
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e9 || size < 1e-4)) {
      const [mantissa, exponent] = value.toExponential(5).split('e');
      return String(Number(mantissa)).replace('-', '−') + '×10' + superscript(Number(exponent));
    }
    const [whole, fraction] = String(Number(value.toPrecision(6))).split('.');
    return whole.replace('-', '−').replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? '.' + fraction : '');
  };

  const place = (x, y) => {
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const left = x + 16 + box.width > innerWidth ? x - 16 - box.width : x + 16;
    const top = y + 16 + box.height > innerHeight ? y - 16 - box.height : y + 16;
    tip.style.left = Math.max(4, left) + 'px';
    tip.style.top = Math.max(4, top) + 'px';
  };

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  };

  const svgElement = (name, attributes, parent) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    parent.append(made);
    return made;
  };

  const scale = text => {
    const [log, minimum, maximum, start, end] = text.split(' ').map(Number);
    const warp = log ? Math.log : v => v;
    const [a, b] = [warp(minimum), warp(maximum)];
    return {
      start, end,
      map: v => v === null || (log && v <= 0) ? NaN : start + (warp(v) - a) / (b - a) * (end - start),
      invert: p => minimum + (p - start) / (end - start) * (maximum - minimum)
    };
  };

  // A chart with values in a frame: what is nearest to the pointer.
  const plot = (svg, data) => {
    const x = scale(svg.dataset.x), y = scale(svg.dataset.y);
    const inside = (px, py) => px >= x.start - 0.5 && px <= x.end + 0.5 && py <= y.start + 0.5 && py >= y.end - 0.5;
    const marks = svgElement('g', { class: 'hover' }, svg);
    const toClient = (px, py) => {
      const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
      return [box.left + px * box.width / view.width, box.top + py * box.height / view.height];
    };
    const show = (px, py, client) => {
      const [cx, cy] = client || toClient(px, py);
      place(cx, cy);
    };
    const clear = () => { marks.replaceChildren(); tip.hidden = true; };
    const spot = (series, i) => {
      const px = x.map(series.x[i]), py = y.map(series.y[i]);
      if (inside(px, py)) svgElement('circle', { class: 'spot c' + series.color, cx: px, cy: py, r: 4.5 }, marks);
    };
    const entry = (series, text) => {
      const row = element('div', undefined, tip);
      row.className = 'entry c' + series.color;
      element('i', undefined, row);
      element('span', series.name, row);
      element('b', text, row);
    };

    if (data.kind === 'grid') {
      const show1 = (row, column, client) => {
        tip.replaceChildren();
        const named = (title, name) => title ? title + ' ' + name : name;
        element('div', named(data.rowTitle, data.rows[row]) + ', ' + named(data.columnTitle, data.columns[column]), tip);
        element('b', format(data.values[row * data.columns.length + column], data.value), tip);
        show(x.map(column + 0.5), y.map(row + 0.5), client);
      };
      return {
        stops: data.rows.length * data.columns.length,
        at: i => show1(Math.floor(i / data.columns.length), i % data.columns.length),
        over: (px, py, client) => {
          if (!inside(px, py)) return clear();
          const pick = (axis, p, count) => Math.min(count - 1, Math.max(0, Math.floor(axis.invert(p))));
          show1(pick(y, py, data.rows.length), pick(x, px, data.columns.length), client);
        },
        clear
      };
    }

    if (data.kind === 'surface') {
      const nearest = (list, axis, p) => list.reduce((best, v, i) => Math.abs(axis.map(v) - p) < Math.abs(axis.map(list[best]) - p) ? i : best, 0);
      const show1 = (row, column, client) => {
        tip.replaceChildren();
        element('div', data.x.name + ' ' + format(data.xs[column], data.x) + ', ' + data.y.name + ' ' + format(data.ys[row], data.y), tip);
        element('b', data.value.name + ' ' + format(data.values[row * data.xs.length + column], data.value), tip);
        show(x.map(data.xs[column]), y.map(data.ys[row]), client);
      };
      return {
        stops: data.xs.length * data.ys.length,
        at: i => show1(Math.floor(i / data.xs.length), i % data.xs.length),
        over: (px, py, client) => inside(px, py) ? show1(nearest(data.ys, y, py), nearest(data.xs, x, px), client) : clear(),
        clear
      };
    }

    const points = data.series.flatMap(series => series.x.map((_, i) => ({ series, i })))
      .filter(p => p.series.y[p.i] !== null && inside(x.map(p.series.x[p.i]), y.map(p.series.y[p.i])));
    if (data.kind === 'points') {
      const show1 = (p, client) => {
        marks.replaceChildren();
        tip.replaceChildren();
        spot(p.series, p.i);
        const text = data.x.name + ' ' + format(p.series.x[p.i], data.x) + '\n' + data.y.name + ' ' + format(p.series.y[p.i], data.y);
        if (p.series.name) entry(p.series, '');
        element('div', text, tip);
        show(x.map(p.series.x[p.i]), y.map(p.series.y[p.i]), client);
      };
      return {
        stops: points.length,
        at: i => show1(points[i]),
        over: (px, py, client) => {
          let best = null, least = 24 * 24;
          for (const p of points) {
            const distance = (x.map(p.series.x[p.i]) - px) ** 2 + (y.map(p.series.y[p.i]) - py) ** 2;
            if (distance < least) [best, least] = [p, distance];
          }
          if (best) show1(best, client); else clear();
        },
        clear
      };
    }

    // Lines: everything at the nearest place.
    const places = [...new Set(points.map(p => p.series.x[p.i]))].sort((a, b) => a - b);
    const byPlace = new Map();
    for (const p of points) {
      const value = p.series.x[p.i];
      if (!byPlace.has(value)) byPlace.set(value, []);
      byPlace.get(value).push(p);
    }
    const nearestOf = data.series.map(series => points.filter(p => p.series === series));
    const show1 = (value, client) => {
      marks.replaceChildren();
      tip.replaceChildren();
      const px = x.map(value);
      svgElement('line', { class: 'cursor', x1: px, x2: px, y1: y.start, y2: y.end }, marks);
      element('div', data.x.name + ' ' + format(value, data.x), tip);
      let highest = y.start;
      nearestOf.forEach(list => {
        let best = null, least = 6;
        for (const p of list) {
          const distance = Math.abs(x.map(p.series.x[p.i]) - px);
          if (distance < least) [best, least] = [p, distance];
        }
        if (!best) return;
        const { series, i } = best;
        spot(series, i);
        highest = Math.min(highest, y.map(series.y[i]));
        const range = series.lower ? ' (' + format(series.lower[i], data.y) + ' to ' + format(series.upper[i], data.y) + ')' : '';
        entry(series, format(series.y[i], data.y) + range);
      });
      show(px, highest, client);
    };
    return {
      stops: places.length,
      at: i => show1(places[i]),
      over: (px, py, client) => {
        if (!inside(px, py) || places.length === 0) return clear();
        let low = 0, high = places.length - 1;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (x.map(places[middle]) < px) low = middle + 1; else high = middle;
        }
        if (low > 0 && px - x.map(places[low - 1]) < x.map(places[low]) - px) low--;
        show1(places[low], client);
      },
      clear
    };
  };

  // A chart whose marks carry titles: they are shown at once, and the browser's own tooltip stays away meanwhile.
  const titled = svg => {
    const marks = [...svg.querySelectorAll('title')].map(title => ({ mark: title.parentNode, title, text: title.textContent }));
    const byMark = new Map(marks.map(entry => [entry.mark, entry]));
    let taken = null;
    const clear = () => {
      if (taken) taken.mark.prepend(taken.title);
      taken = null;
      tip.hidden = true;
    };
    const show = (entry, x, y) => {
      if (taken !== entry) {
        clear();
        taken = entry;
        entry.title.remove();
      }
      tip.textContent = entry.text;
      place(x, y);
    };
    return {
      stops: marks.length,
      at: i => {
        const box = marks[i].mark.getBoundingClientRect();
        show(marks[i], box.left + box.width / 2, box.top + box.height / 2);
      },
      under: event => {
        const mark = event.target.closest('svg *');
        const entry = mark && (byMark.get(mark) || byMark.get(mark.parentNode));
        if (entry) show(entry, event.clientX, event.clientY); else clear();
      },
      clear
    };
  };

  for (const figure of document.querySelectorAll('figure.chart')) {
    const json = figure.querySelector('script[type="application/json"]');
    const data = json ? JSON.parse(json.textContent) : null;
    for (const svg of figure.querySelectorAll('svg')) {
      const isPlot = data !== null && svg.dataset.x !== undefined;
      let chart = null;
      const made = () => {
        if (!chart) {
          if (isPlot) svg.querySelectorAll('title').forEach(title => title.remove());
          chart = isPlot ? plot(svg, data) : titled(svg);
        }
        return chart;
      };
      if (!isPlot && !svg.querySelector('title')) continue;
      svg.tabIndex = 0;
      let at = -1;
      svg.addEventListener('pointermove', event => {
        if (!isPlot) return made().under(event);
        const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
        const px = (event.clientX - box.left) * view.width / box.width, py = (event.clientY - box.top) * view.height / box.height;
        made().over(px, py, [event.clientX, event.clientY]);
      });
      svg.addEventListener('pointerleave', () => made().clear());
      svg.addEventListener('blur', () => { at = -1; made().clear(); });
      svg.addEventListener('keydown', event => {
        const stops = made().stops;
        if (event.key === 'Escape') { at = -1; return made().clear(); }
        if (stops === 0) return;
        if (event.key === 'ArrowRight') at = Math.min(at + 1, stops - 1);
        else if (event.key === 'ArrowLeft') at = Math.max(at - 1, 0);
        else if (event.key === 'Home') at = 0;
        else if (event.key === 'End') at = stops - 1;
        else return;
        event.preventDefault();
        made().at(at);
      });
    }
  }
})();
