-- Which articles describe a thing otherwise than others, and which article of several that agree writes it.
-- In: described(part, article, thing, said), where the article is '' for what all articles share.

-- Things that more than one article describes.
CREATE TABLE several AS
SELECT thing FROM described GROUP BY thing HAVING count(*) > 1;

-- What is held to be said of each: what all articles share, or else most of them, or else the first.
CREATE TABLE chosen AS
SELECT DISTINCT ON (thing) thing, said, article, articles
FROM (
    SELECT thing, said, min(article) AS article, count(*) AS articles
    FROM described SEMI JOIN several USING (thing)
    GROUP BY thing, said
)
ORDER BY thing, article = '' DESC, articles DESC, article;

CREATE TABLE collisions AS
SELECT described.part, described.article, thing, chosen.article AS other, chosen.articles AS others
FROM described JOIN chosen USING (thing)
WHERE described.said <> chosen.said;

-- The first article that describes a thing, of those that are not left out, writes it; the others repeat it.
CREATE TABLE repeated AS
WITH kept AS (
    SELECT part, article, thing
    FROM described SEMI JOIN several USING (thing)
    WHERE article NOT IN (SELECT article FROM collisions)
),
writers AS (SELECT thing, min(article) AS article FROM kept GROUP BY thing)
SELECT kept.part, kept.article, thing
FROM kept JOIN writers USING (thing)
WHERE kept.article <> writers.article;
