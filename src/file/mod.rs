//! Bytes to model and back: one file for each dialect, a table of formats, and `disk`, the only user of `std::fs`. Knows no graph and no window.
pub struct Opened { pub document: crate::model::Document, pub format: &'static str, pub issues: Vec<crate::model::Issue> }
pub const NATIVE: &str = "native";
pub fn read(bytes: &[u8], _name: &str) -> Result<Opened, Vec<crate::model::Issue>> {
    use crate::model::*;
    let v: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let mut document = Document::default();
    document.meta.title = v["graph"]["title"].as_str().map(Into::into);
    document.meta.description = v["graph"]["description"].as_str().map(Into::into);
    for n in v["nodes"].as_array().unwrap() {
        let mut a = Actor::new(n["id"].as_str().unwrap());
        a.name = n["name"].as_str().map(Into::into);
        a.note = n["note"].as_str().map(Into::into);
        a.kind = ActorKind::ALL.into_iter().find(|k| Some(k.as_str()) == n["kind"].as_str());
        document.actors.put(a);
    }
    for n in v["references"].as_array().unwrap() {
        let mut r = Reference::new(n["id"].as_str().unwrap());
        r.title = n["title"].as_str().map(Into::into);
        document.references.put(r);
    }
    for n in v["edges"].as_array().unwrap() {
        let mut r = Relation::new(n["id"].as_str().unwrap(), n["source"].as_str().unwrap(), n["target"].as_str().unwrap());
        r.kind = RelationKind::ALL.into_iter().find(|k| Some(k.as_str()) == n["kind"].as_str());
        r.directed = n["directed"].as_bool();
        r.subtype = n["type"].as_str().map(Into::into);
        r.when = n["when"].as_str().and_then(|d| Date::parse(d).ok());
        for c in n["claims"].as_array().unwrap() {
            r.claims.push(Claim { reference: c["reference"].as_str().map(Into::into), locator: c["locator"].as_str().map(Into::into),
              quote: c["quote"].as_str().or(c["quote"]["exact"].as_str()).map(|q| Quote { exact: q.into(), ..Quote::default() }),
              stance: Stance::ALL.into_iter().find(|k| Some(k.as_str()) == c["stance"].as_str()).unwrap_or_default(),
              note: c["note"].as_str().map(Into::into), ..Claim::default() });
        }
        document.relations.put(r);
    }
    Ok(Opened { document, format: NATIVE, issues: vec![] })
}
pub fn write(_d: &crate::model::Document) -> Vec<u8> { vec![] }
pub mod disk {
    pub fn read(p: &std::path::Path) -> Result<Vec<u8>, std::io::Error> { std::fs::read(p) }
    pub fn save(p: &std::path::Path, b: &[u8]) -> Result<(), std::io::Error> { std::fs::write(p, b) }
    pub fn exists(p: &std::path::Path) -> bool { p.exists() }
}
pub mod picture;
